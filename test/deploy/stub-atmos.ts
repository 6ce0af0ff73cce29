import { EventEmitter } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { runCommand } from "../../src/deploy/command";
import type { Verb } from "../../src/deploy/job";

const root = join(__dirname, "../..");

/**
 * Stands in for `atmos`: writes down each call, sleeps, prints what Terraform would, and fails on demand. It writes a
 * file into the component folder as Atmos does, and says when another run has its file there.
 */
const PROGRAM = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [, verb, name, , stack, ...rest] = process.argv.slice(2);
const base = process.env.STUB;
const plan = JSON.parse(readFileSync(join(base, "plan.json"), "utf8"));
const of = (map, other) => (map ?? {})[stack + "/" + name + ":" + verb] ?? (map ?? {})[stack + "/" + name] ?? other;
const what = rest.includes("-destroy") ? "plan-destroy" : verb;
const components = join(process.cwd(), process.env.ATMOS_COMPONENTS_TERRAFORM_BASE_PATH);
const note = (event) => appendFileSync(join(base, "calls.jsonl"), JSON.stringify({ event, what, label: stack + "/" + name, rest, components, pid: process.pid, time: Date.now() }) + "\\n");
const component = plan.components[stack + "/" + name] ?? name;
const busy = join(components, component, "backend.tf.json");
if (!existsSync(join(components, component, "main.tf.json"))) { console.log("Error: there is no component " + component + " in " + components); process.exit(1); }
if (existsSync(busy)) { console.log("Error: two runs in one folder"); process.exit(1); }
writeFileSync(busy, "{}");
note("begin");
const end = (code) => { rmSync(busy, { force: true }); note("end"); process.exit(code); };
process.on("SIGINT", () => { note("SIGINT"); if (plan.stubborn !== true) setTimeout(() => end(1), 50); });
setTimeout(() => {
  const failing = of(plan.fail);
  if (failing !== undefined) {
    if (plan.errored) writeFileSync(join(components, component, "errored.tfstate"), "{}");
    console.log(failing);
    end(1);
  }
  if (verb === "plan") console.log(of(plan.plans, "  # x.y will be created\\n\\nPlan: 2 to add, 0 to change, 0 to destroy."));
  else if (verb === "destroy") console.log("Destroy complete! Resources: 2 destroyed.");
  else if (verb !== "init") console.log(of(plan.applies, "Apply complete! Resources: 2 added, 0 changed, 0 destroyed."));
  end(0);
}, of(plan.sleep, 10));
`;

/** What the stub does. Keys of maps are `stack/instance`, or `stack/instance:verb`. */
export interface StubPlan {
  /** Milliseconds. @default 10 */
  readonly sleep?: Readonly<Record<string, number>>;
  /** What is printed before it fails. */
  readonly fail?: Readonly<Record<string, string>>;
  /** What a plan prints. @default 2 to add */
  readonly plans?: Readonly<Record<string, string>>;
  readonly applies?: Readonly<Record<string, string>>;
  /** Ignores SIGINT. */
  readonly stubborn?: boolean;
  /** A failure leaves state that could not be written. */
  readonly errored?: boolean;
}

/** A call of the stub. */
export interface Call {
  readonly event: "begin" | "end" | "SIGINT";
  readonly what: string;
  readonly label: string;
  readonly rest: readonly string[];
  readonly components: string;
  readonly pid: number;
  readonly time: number;
}

/** A project with the stub on its PATH. */
export interface Stage {
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  calls(): readonly Call[];
  /** Labels in the order in which something began. */
  began(what: string): readonly string[];
  behave(plan: StubPlan): void;
}

const COMPONENT_FILES = [
  "karpenter",
  "karpenter-node-pools",
  "keda",
  "keda-scaled-objects",
  "pipeline-access",
  "tfstate-backend",
];

/** Components of instances that are not named like theirs. */
const COMPONENTS = Object.fromEntries(
  ["dev-use1", "prod-use1"].flatMap((stack) =>
    ["queue-workers", "metric-services", "table-workers"].map((name) => [
      `${stack}/${name}`,
      "keda-scaled-objects",
    ]),
  ),
);

/** Runs `use` in a copy of this repository's stacks; everything is gone afterwards. */
export async function withStage<T>(plan: StubPlan, use: (stage: Stage) => Promise<T>): Promise<T> {
  const project = mkdtempSync(join(tmpdir(), "eks-autoscaling-deploy-"));
  const stub = mkdtempSync(join(tmpdir(), "eks-autoscaling-stub-"));
  try {
    for (const part of ["atmos.yaml", "catalog", "schemas", "stacks"]) {
      cpSync(join(root, part), join(project, part), { recursive: true });
    }
    for (const name of COMPONENT_FILES) {
      for (const file of ["main.tf.json", "variables.tf.json"]) {
        const to = join(project, "components/terraform", name, file);
        mkdirSync(dirname(to), { recursive: true });
        cpSync(join(root, "components/terraform", name, file), to);
      }
    }
    const atmos = join(stub, "bin/atmos");
    mkdirSync(dirname(atmos));
    writeFileSync(atmos, PROGRAM);
    chmodSync(atmos, 0o755);
    const calls = join(stub, "calls.jsonl");
    const read = (): readonly Call[] =>
      existsSync(calls)
        ? readFileSync(calls, "utf8")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as Call)
        : [];
    const behave = (next: StubPlan): void =>
      writeFileSync(join(stub, "plan.json"), JSON.stringify({ ...next, components: COMPONENTS }));
    behave(plan);
    return await use({
      project,
      env: { ...process.env, PATH: [dirname(atmos), process.env.PATH].join(delimiter), STUB: stub },
      calls: read,
      began: (what) =>
        read()
          .filter((call) => call.event === "begin" && call.what === what)
          .map((call) => call.label),
      behave,
    });
  } finally {
    rmSync(project, { recursive: true, force: true, maxRetries: 3 });
    rmSync(stub, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a run printed and returned. */
export interface Ran {
  readonly code: number;
  readonly out: string;
}

/** How a run is watched. */
export interface Watching {
  /** Typed on a terminal; without it there is none. */
  readonly answer?: string;
  /** Gets SIGINT and its relatives. */
  readonly signals?: EventEmitter;
}

/** Runs deploy or destroy in this process. */
export async function runVerb(
  stage: Stage,
  verb: Verb,
  args: readonly string[],
  { answer, signals = new EventEmitter() }: Watching = {},
): Promise<Ran> {
  let out = "";
  const isTTY = answer !== undefined;
  const input = Object.assign(new PassThrough(), { isTTY });
  input.end(`${answer ?? ""}\n`);
  const code = await runCommand(verb, [...args, "--project", stage.project], {
    env: stage.env,
    input,
    output: {
      isTTY,
      write: (text) => {
        out += text;
      },
    },
    signals,
  });
  return { code, out };
}
