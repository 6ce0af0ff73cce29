import { existsSync } from "node:fs";
import { join } from "node:path";
import { versions } from "../../src/upstream/versions";
import { output } from "../output";
import { places } from "../paths";
import type { KubeApi } from "./api";
import { manifestsIn } from "./manifests";
import type { Kind, KubeObject } from "./objects";
import { until } from "./until";

/** The Go modules that carry the CRDs, and where. */
const MODULES = [
  { module: `github.com/aws/karpenter-provider-aws@v${versions.karpenter}`, folder: "pkg/apis/crds" },
  { module: `github.com/kedacore/keda/v2@v${versions.keda}`, folder: "config/crd/bases" },
];

/** How long the API server may take to serve all of them, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Installs the CRDs of Karpenter and KEDA in the pinned versions, as their releases carry them.
 *
 * @returns their names
 * @throws when the Go module cache lacks one of the modules
 */
export async function installCrds(api: KubeApi): Promise<readonly string[]> {
  const cache = (await output("go", ["env", "GOMODCACHE"], places.lab)).trim();
  const crds = MODULES.flatMap(({ module, folder }) => {
    const path = join(cache, module, folder);
    if (existsSync(path)) return manifestsIn(path);
    throw new Error(`the CRDs of ${module} are not in ${path}: run go mod download ${module}`);
  });
  await Promise.all(crds.map((crd) => api.create(crd)));
  const served = async (): Promise<true> => {
    for (const crd of crds) await api.list(servedBy(crd));
    return true;
  };
  // Established is not enough: until its storage is ready, a kind answers 404 or 429.
  await until("CRDs of Karpenter and KEDA", PATIENCE, served);
  return crds.map(({ metadata }) => metadata.name).sort();
}

/** A kind that a CRD defines. */
function servedBy(crd: KubeObject): Kind {
  const { group, names, versions } = crd.spec as {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly [{ readonly name: string }];
  };
  return { apiVersion: `${group}/${versions[0].name}`, kind: names.kind };
}
