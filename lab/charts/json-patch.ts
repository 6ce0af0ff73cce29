/** One step of a JSON patch (RFC 6902), as far as KEDA's kustomization uses them. */
export interface PatchStep {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** Changes an object as kustomize does. @throws when a step is of another kind or its place is not there */
export function applyPatch(object: object, steps: readonly PatchStep[]): void {
  for (const { op, path, value } of steps) {
    const keys = path.split("/").slice(1);
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((place, key) => (place as Record<string, unknown>)[key], object);
    if (typeof parent !== "object" || parent === null) throw new Error(`JSON patch: ${path} is not there`);
    if (op === "add" && Array.isArray(parent) && last === "-") parent.push(value);
    else if (op === "add" && !Array.isArray(parent)) (parent as Record<string, unknown>)[last] = value;
    else if (op === "remove" && last in parent) delete (parent as Record<string, unknown>)[last];
    else throw new Error(`JSON patch: ${op} of ${path} is not known here`);
  }
}
