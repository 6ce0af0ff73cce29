import { declarationsOf, type InstanceLayer, layersOf } from "./layers";
import { placeOf } from "./places";
import { isMap } from "./problem";
import type { Instance, Layer, Place, ValuePath } from "./types";

/**
 * Where the resolved value at `instance.<path>` is written: in the last layer that sets it or, when none sets
 * exactly this (it is computed, or lies inside a value that a layer replaces), where its nearest ancestor is
 * written last; at worst where the instance is declared. The file is parsed again for its positions.
 *
 * @param _projectDir the folder that was given to `readStacks`.
 * @param path starts with a field of the instance: `["vars", "node_pools", "general"]`.
 */
export function locate(_projectDir: string, instance: Instance, path: ValuePath): Place {
  let best: InstanceLayer | undefined;
  for (const layer of layersOf(instance, path).toReversed()) {
    if (best === undefined || layer.missing < best.missing) best = layer;
    // Anything but a map replaces what earlier layers set below it.
    if (layer.missing === 0 || !isMap(layer.found.value)) break;
  }
  best ??= declarationsOf(instance).at(-1);
  return best === undefined ? { file: instance.file, line: 1 } : placeOf(best.found, best.path);
}

/**
 * All layers that set the value at `instance.<path>`, in merge order: stack-wide sections, `terraform`
 * sections, inherited instances, the instance, `overrides`; within each the imports before the importing file.
 * Maps of several layers merge; of anything else the last layer's value stands.
 *
 * @param _projectDir the folder that was given to `readStacks`.
 */
export function provenance(_projectDir: string, instance: Instance, path: ValuePath): readonly Layer[] {
  return layersOf(instance, path)
    .filter((layer) => layer.missing === 0)
    .map((layer) => ({ ...placeOf(layer.found, layer.path), value: layer.found.value }));
}
