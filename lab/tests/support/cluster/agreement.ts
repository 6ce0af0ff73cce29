import { deepStrictEqual, ok } from "node:assert/strict";
import { check } from "../../../../src/check/check";
import type { Stack } from "../../../../src/stacks";
import { type BadInput, badInputs } from "../../../../test/check/bad-inputs-cases";
import { GOOD_PROJECT, withProject } from "../../../../test/check/project";
import type { KubeApi } from "../../../cluster/api";
import type { KubeObject } from "../../../cluster/objects";
import { makeNamespaces, nameOf, objectsOf, refusedOf, stacksOf } from "./dry-run";

/** The stack of the good project that the wrong inputs change. The other one has values that only Atmos knows. */
const STACK = "dev-use1";

/** The API server accepts every object of the stacks, and the stacks use every archetype. @returns how many objects */
export async function acceptsStacks(api: KubeApi, projectDir: string): Promise<number> {
  const stacks = stacksOf(projectDir);
  const objects = stacks.flatMap(objectsOf);
  await makeNamespaces(api, objects);
  for (const verb of ["create", "apply"] as const) {
    deepStrictEqual(await refusedOf(api, objects, verb), [], `objects of the stacks, ${verb}`);
  }
  const used = new Set(objects.map(nameOf));
  deepStrictEqual(
    stacks.flatMap(archetypes).filter((name) => !used.has(name)),
    [],
    "archetypes that no stack uses, so that nobody has asked the API server",
  );
  return objects.length;
}

/** The pools and classes of the catalog: those of abstract instances. */
function archetypes({ abstracts }: Stack): string[] {
  return [...abstracts.values()].flatMap(({ vars }) => [
    ...Object.keys(vars.node_pools ?? {}).map((name) => `NodePool ${name}`),
    ...Object.keys(vars.node_classes ?? {}).map((name) => `EC2NodeClass ${name}`),
  ]);
}

/**
 * What `check` refuses as against a CRD, the API server refuses: the same object, for the same field, and no other
 * object.
 *
 * @returns how many kinds of mistakes
 */
export async function agreesOnMistakes(api: KubeApi): Promise<number> {
  const good = stacksOf(GOOD_PROJECT)
    .filter(({ name }) => name === STACK)
    .flatMap(objectsOf);
  await makeNamespaces(api, good);
  deepStrictEqual(await refusedOf(api, good), [], "objects of the good project");
  const rows = badInputs.filter(({ id }) => id.startsWith("crd-"));
  for (const row of rows) {
    const objects = withProject([row.change], (directory) => changed(directory, row));
    const refused = await refusedOf(api, objects);
    const expected = expectedOf(row.field);
    deepStrictEqual(
      refused.map(({ object }) => object),
      objects.map(nameOf).filter(expected.concerns),
      `${row.title}: refused objects`,
    );
    for (const { said } of refused) {
      ok(names(said, expected.path), `${row.title}: ${said} is about another field than ${expected.path}`);
    }
  }
  return rows.length;
}

/** The objects of a changed project, in which `check` finds what it should. */
function changed(directory: string, { title, id, field }: BadInput): readonly KubeObject[] {
  const findings = check(directory).filter(({ stack }) => stack === STACK);
  deepStrictEqual(
    findings.find((finding) => finding.field === field)?.id,
    id,
    `${title}: what check finds for ${field}`,
  );
  return stacksOf(directory)
    .filter(({ name }) => name === STACK)
    .flatMap(objectsOf);
}

/** Kinds by the variable that declares them. */
const KINDS: Readonly<Record<string, string>> = {
  node_pools: "NodePool",
  node_classes: "EC2NodeClass",
  scaled_objects: "ScaledObject",
  scaled_jobs: "ScaledJob",
  trigger_authentications: "TriggerAuthentication",
};

/** Which objects a field of an instance concerns, and where it is in them. */
function expectedOf(field: string): {
  readonly concerns: (object: string) => boolean;
  readonly path: string;
} {
  const defaults = "vars.scaled_object_defaults.";
  if (field.startsWith(defaults)) {
    const path = `spec.${field.slice(defaults.length)}`;
    return { concerns: (object) => object.startsWith("ScaledObject "), path };
  }
  const [, variable = "", key = "", rest = ""] = /^vars\.(\w+)\.([^.[]+)(.*)$/.exec(field) ?? [];
  const named = `${KINDS[variable]} ${key}`;
  return { concerns: (object) => object === named, path: `spec${rest}` };
}

/** True when the API server names the field, a field in it, or, as rules over several fields do, one around it. */
function names(said: string, path: string): boolean {
  const fields = said.match(/\bspec[\w.[\]]*/g) ?? [];
  return fields.some((field) => path.startsWith(field) || field.startsWith(path));
}
