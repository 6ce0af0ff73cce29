import { parseArgs } from "node:util";
import { check } from "../check/check";
import type { Finding } from "../check/finding";
import { UsageError } from "./command";

export const summary = "check every stack before any plan";

export const help = `Usage: eks-autoscaling check [-s STACK] [--component NAME] [--format text|json|sarif] [--project DIR]

Checks what Atmos would apply: inputs against the components, specs against the pinned CRDs of Karpenter and KEDA,
and guardrails against what is accepted and still goes wrong. Reads files only: no cluster, no AWS, no Atmos.

  -s, --stack STACK      one stack (default: all)
  --component NAME       findings of one component or instance only
  --format FORMAT        text (default), json or sarif
  --project DIR          folder with atmos.yaml (default: the current folder)

A guardrail is waived in a stack, in writing: settings.autoscaling.waivers.<id>: "why".

Exit codes: 0 no findings, 1 findings, 2 wrong usage`;

const FORMATS = ["text", "json", "sarif"] as const;
type Format = (typeof FORMATS)[number];

function isFormat(value: string): value is Format {
  return (FORMATS as readonly string[]).includes(value);
}

function render(findings: readonly Finding[], format: Format): string {
  if (format === "json") {
    return (require("../check/format-json") as typeof import("../check/format-json")).formatJson(findings);
  }
  if (format === "sarif") {
    const { version } = require("../../package.json") as { version: string };
    const { formatSarif } = require("../check/format-sarif") as typeof import("../check/format-sarif");
    return formatSarif(findings, version);
  }
  const { formatText } = require("../check/format-text") as typeof import("../check/format-text");
  const { paintFor } = require("../check/colour") as typeof import("../check/colour");
  return formatText(findings, paintFor(process.stdout));
}

/** Runs the command. Returns the exit code. */
export function run(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", short: "s" },
      component: { type: "string" },
      format: { type: "string", default: "text" },
      project: { type: "string", default: "." },
    },
  });
  const { stack, component, format, project } = values;
  if (!isFormat(format)) throw new UsageError(`--format is ${FORMATS.join(", ")}; it is "${format}"`);
  const findings = check(project, {
    ...(stack === undefined ? {} : { stack }),
    ...(component === undefined ? {} : { component }),
  });
  process.stdout.write(render(findings, format));
  return findings.some((finding) => finding.waived === undefined) ? 1 : 0;
}
