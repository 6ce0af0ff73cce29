import type { Finding } from "./finding";
import { printValue } from "./format-text";
import { groupFindings } from "./group";
import { GUARDRAILS } from "./guardrails";

/** Findings that are not guardrails, by the beginning of their id. */
const FAMILIES: readonly (readonly [prefix: string, title: string])[] = [
  ["stack-", "Atmos can read the stack"],
  ["component-", "The component exists"],
  ["input-", "The component accepts the input"],
  ["crd-", "The API server accepts the object"],
  ["waiver-", "A waiver names a guardrail and says why"],
];

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: "error" };
}

function describeRule(id: string): Rule {
  const guardrail = GUARDRAILS.find((one) => one.id === id);
  const title = guardrail?.title ?? FAMILIES.find(([prefix]) => id.startsWith(prefix))?.[1] ?? id;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: guardrail?.reason ?? title },
    help: { text: guardrail === undefined ? title : `${guardrail.reason} Source: ${guardrail.source}.` },
    defaultConfiguration: { level: "error" },
  };
}

/**
 * The findings as SARIF 2.1.0, for code scanning. Waived findings are suppressed results with their justification.
 *
 * @param version Version of this package.
 */
export function formatSarif(findings: readonly Finding[], version: string): string {
  const groups = groupFindings(findings);
  const ids = [...new Set(groups.map((group) => group.finding.id))].sort();
  const results = groups.map(({ finding, instances }) => {
    const { id, file, line, field, value, rule, fix, waived } = finding;
    const subject = field === "" ? "" : `${field} = ${printValue(value)}: `;
    return {
      ruleId: id,
      ruleIndex: ids.indexOf(id),
      level: "error",
      message: { text: `${subject}${rule}. Fix: ${fix}.` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" },
            region: { startLine: Math.max(1, line) },
          },
          logicalLocations: instances.map((instance) => ({
            fullyQualifiedName: `${instance}:${field}`,
            kind: "member",
          })),
        },
      ],
      partialFingerprints: { "eksAutoscaling/v1": `${id}:${file}:${field}` },
      ...(waived === undefined ? {} : { suppressions: [{ kind: "inSource", justification: waived }] }),
    };
  });
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "eks-autoscaling check", version, rules: ids.map(describeRule) } },
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder with atmos.yaml." } } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}
