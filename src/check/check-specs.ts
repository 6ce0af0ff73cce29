import { isOpaque } from "../stacks/opaque";
import { crd } from "../upstream/crds";
import { completeSpec } from "./complete";
import type { Mapping } from "./path";
import { type Violation, validate } from "./validate";
import type { SpecEntry } from "./view";

const checked = new WeakMap<Mapping, readonly Violation[]>();

/**
 * Everything that the API server would refuse in a spec, by the pinned CRD. Places are below the spec.
 *
 * The spec is completed first with what the component fills in. What that is differs between stacks only in names, so
 * a spec that stacks share is validated once.
 */
export function checkSpec(entry: SpecEntry): readonly Violation[] {
  let found = checked.get(entry.spec);
  if (found === undefined) {
    const complete = completeSpec(entry);
    found = validate(crd(entry.kind).schema, complete, isOpaque);
    checked.set(entry.spec, found);
  }
  return found;
}
