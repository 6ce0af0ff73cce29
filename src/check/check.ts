import { resolve } from "node:path";
import type { Instance, Place, StackReading, ValuePath } from "../stacks/types";
import { byPlace, unique } from "./arrange";
import { checkInputs } from "./check-inputs";
import { checkSpec } from "./check-specs";
import type { Finding } from "./finding";
import { InputSchemas } from "./inputs";
import { type Path, valueAt } from "./path";
import type { SpecEntry, StackView } from "./view";
import { DEFAULTS, isDeployed, viewStack } from "./view";

/** What to check. */
export interface CheckOptions {
  /** Name of one stack. Default: all stacks. Rules across stacks then see that one alone. */
  readonly stack?: string;
  /** Name of a component or of an instance. Default: all. */
  readonly component?: string;
}

/** What a finding needs besides its place. */
interface Cause {
  readonly id: string;
  readonly path: Path;
  readonly value: unknown;
  readonly rule: string;
  readonly fix: string;
}

type Locate = (instance: Instance, path: ValuePath) => Place;

/** Where a value inside of a spec is written: in the spec, or in the instance's defaults of its specs. */
function writtenAt(instance: Instance, path: Path): Path {
  const [section, variable, , ...rest] = path;
  const defaults = section === "vars" ? DEFAULTS[String(variable)] : undefined;
  if (defaults === undefined || rest.length === 0 || valueAt(instance, path) !== undefined) return path;
  const below = [section ?? "", defaults, ...rest];
  return valueAt(instance, below) === undefined ? path : below;
}

function finding(instance: Instance, cause: Cause, locate: Locate, waived?: string): Finding {
  const { fieldName } = require("../stacks/problem") as typeof import("../stacks/problem");
  const { id, value, rule, fix } = cause;
  const path = writtenAt(instance, cause.path);
  return {
    id,
    stack: instance.stack,
    instance: instance.name,
    component: instance.component,
    ...locate(instance, path),
    field: fieldName(path),
    value,
    rule,
    fix,
    ...(waived === undefined ? {} : { waived }),
  };
}

/** The component has no code: nothing could be applied. */
function unknownComponent(instance: Instance, schemas: InputSchemas): Cause | undefined {
  if (schemas.hasFolder(instance.component)) return undefined;
  const { suggestion } = require("./suggest") as typeof import("./suggest");
  const isNamed = Object.hasOwn(instance.metadata, "component");
  return {
    id: "component-unknown",
    path: isNamed ? ["metadata", "component"] : ["metadata"],
    value: instance.component,
    rule: "a component is a folder below components/terraform",
    fix: suggestion(instance.component, schemas.names()),
  };
}

function inputCauses(instance: Instance, schemas: InputSchemas): Cause[] {
  const inputs = schemas.of(instance.component);
  if (inputs === undefined)
    return [unknownComponent(instance, schemas)].filter((cause) => cause !== undefined);
  return checkInputs(instance, inputs).map((violation) => ({ ...violation, id: `input-${violation.id}` }));
}

function specCauses(entry: SpecEntry): Cause[] {
  return checkSpec(entry).map((violation) => ({
    ...violation,
    id: `crd-${violation.id}`,
    path: [...entry.path, ...violation.path],
  }));
}

/** Identifies a spec by its instance and the first parts of its path: `vars`, the variable, the key. */
const specPlace = (instance: Instance, path: Path): string => [instance.name, ...path.slice(0, 3)].join(" ");

const SPEC_KINDS = [
  "NodePool",
  "EC2NodeClass",
  "ScaledObject",
  "ScaledJob",
  "TriggerAuthentication",
] as const;

function checkStack(view: StackView, schemas: InputSchemas, locate: Locate): Finding[] {
  const { runStackGuardrails } = require("./run-guardrails") as typeof import("./run-guardrails");
  const { checkWaivers, waiverOf } = require("./waivers") as typeof import("./waivers");
  const { GUARDRAIL_IDS } = require("./guardrails") as typeof import("./guardrails");
  const found: Finding[] = [];
  for (const instance of view.stack.instances.values()) {
    if (!instance.enabled) continue;
    for (const cause of inputCauses(instance, schemas)) found.push(finding(instance, cause, locate));
    if (!isDeployed(instance)) continue;
    for (const problem of checkWaivers(instance, GUARDRAIL_IDS))
      found.push(finding(instance, problem, locate));
  }
  const refused = new Set<string>();
  for (const kind of SPEC_KINDS) {
    for (const entry of view.specs(kind)) {
      for (const cause of specCauses(entry)) {
        refused.add(specPlace(entry.instance, entry.path));
        found.push(finding(entry.instance, cause, locate));
      }
    }
  }
  for (const problem of runStackGuardrails(view)) {
    const { id } = problem.guardrail;
    // A spec that the API server refuses is mended first: "limit" for "limits" is one mistake, not two.
    if (refused.has(specPlace(problem.instance, problem.path))) continue;
    found.push(finding(problem.instance, { ...problem, id }, locate, waiverOf(problem.instance, id)));
  }
  return [...found, ...completionFindings(view, found, locate)];
}

/** Preconditions of the component, for instances in which nothing else is wrong. */
function completionFindings(view: StackView, before: readonly Finding[], locate: Locate): Finding[] {
  const isOpen = new Set(before.map((one) => one.instance));
  const candidates = view.instances.filter(
    (one) => one.component === "keda-scaled-objects" && !isOpen.has(one.name),
  );
  if (candidates.length === 0) return [];
  const { checkCompletion } = require("./check-completion") as typeof import("./check-completion");
  return candidates.flatMap((instance) =>
    checkCompletion(instance).map((rule) => {
      const fix = "change what the sentence names: Terraform refuses the plan";
      return finding(
        instance,
        { id: "component-refuses", path: ["vars"], value: undefined, rule, fix },
        locate,
      );
    }),
  );
}

function checkProject(views: readonly StackView[], locate: Locate): Finding[] {
  const { runProjectGuardrails } = require("./run-guardrails") as typeof import("./run-guardrails");
  const { waiverOf } = require("./waivers") as typeof import("./waivers");
  return runProjectGuardrails(views).map((problem) => {
    const { id } = problem.guardrail;
    return finding(problem.instance, { ...problem, id }, locate, waiverOf(problem.instance, id));
  });
}

function readerFindings(reading: StackReading): Finding[] {
  return reading.problems.map(({ file, line, field, value, rule, fix }) => ({
    id: "stack-file",
    stack: "",
    instance: "",
    component: "",
    file,
    line,
    field,
    value,
    rule,
    fix,
  }));
}

/**
 * Everything that is wrong or risky in the stacks of a project: what Atmos could not read (`stack-file`), inputs that
 * the components refuse (`input-*`, `component-unknown`), specs that the API server would refuse (`crd-*`), guardrails
 * (their ids), and waivers without a reason (`waiver-*`). Waived findings are in the list, with `waived`.
 *
 * Sorted by file and line. Nothing but files of the project is read.
 *
 * @param projectDir Folder with atmos.yaml.
 * @throws when atmos.yaml or a schema cannot be read.
 */
export function check(projectDir: string, options: CheckOptions = {}): Finding[] {
  const { readStacks } = require("../stacks/read") as typeof import("../stacks/read");
  const { locate } = require("../stacks/locate") as typeof import("../stacks/locate");
  const directory = resolve(projectDir);
  const reading: StackReading = readStacks(
    directory,
    options.stack === undefined ? {} : { stack: options.stack },
  );
  const schemas = new InputSchemas(directory);
  const place: Locate = (instance, path) => locate(directory, instance, path);
  const views = reading.stacks.map((stack) => viewStack(stack, schemas));
  const found = [
    ...readerFindings(reading),
    ...views.flatMap((view) => checkStack(view, schemas, place)),
    ...checkProject(views, place),
  ];
  const { component } = options;
  return unique(found)
    .filter((one) => component === undefined || one.component === component || one.instance === component)
    .sort(byPlace);
}
