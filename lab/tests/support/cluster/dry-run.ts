import { created } from "../../../../src/cli/created";
import { describeProblem, readStacks, type Stack } from "../../../../src/stacks";
import type { KubeApi } from "../../../cluster/api";
import { ApiError } from "../../../cluster/api-error";
import type { KubeObject } from "../../../cluster/objects";

/** An object that the API server refused. */
export interface Refused {
  /** `NodePool general`, `ScaledObject shop/web`. */
  readonly object: string;
  readonly said: string;
}

/** The stacks of a project. @throws when one cannot be read */
export function stacksOf(project: string): readonly Stack[] {
  const { stacks, problems } = readStacks(project);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return stacks;
}

/** Every Kubernetes object of a stack's instances, complete, as `show` prints them. */
export function objectsOf(stack: Stack): readonly KubeObject[] {
  return [...stack.instances.values()].flatMap(
    (instance) => created(instance).objects as readonly KubeObject[],
  );
}

/** Which of the objects the API server refuses, without storing any. */
export async function refusedOf(
  api: KubeApi,
  objects: readonly KubeObject[],
  verb: "create" | "apply" = "create",
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  for (const object of objects) {
    try {
      await api[verb](object, { dryRun: true });
    } catch (error) {
      // Anything else, such as 403 or 404, would be a mistake of the test.
      if (!(error instanceof ApiError) || ![400, 422].includes(error.status)) throw error;
      refused.push({ object: nameOf(object), said: error.said });
    }
  }
  return refused;
}

/** Makes the namespaces that the objects need and the cluster lacks. */
export async function makeNamespaces(api: KubeApi, objects: readonly KubeObject[]): Promise<void> {
  for (const name of new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))) {
    await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
  }
}

/** `NodePool general`, `ScaledObject shop/web`. */
export function nameOf({ kind, metadata: { name, namespace } }: KubeObject): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
