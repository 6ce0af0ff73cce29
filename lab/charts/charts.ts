import { versions } from "../../src/upstream/versions";
import { makeKarpenterCharts } from "./karpenter";
import { makeKedaChart } from "./keda";

/** Versions of the charts, without a leading v. */
export interface ChartVersions {
  /** Of `karpenter` and `karpenter-crd`. @default the pinned one */
  readonly karpenter?: readonly string[];
  /** Of `keda`. @default the pinned one */
  readonly keda?: readonly string[];
}

/**
 * Makes the folder that stands in for the chart repositories, `LAB_CHARTS` of the helm stand-in: `<chart>-<version>/`.
 * The modules come from the Go module cache, or are downloaded.
 *
 * @returns the names of the folders
 * @throws when Go has no module of such a version
 */
export async function makeCharts(folder: string, wanted: ChartVersions = {}): Promise<readonly string[]> {
  const made: string[] = [];
  for (const version of wanted.karpenter ?? [versions.karpenter])
    made.push(...(await makeKarpenterCharts(folder, version)));
  for (const version of wanted.keda ?? [versions.keda]) made.push(await makeKedaChart(folder, version));
  return made;
}
