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
 * @throws when a module is neither in the Go module cache nor to be had
 */
export async function installCrds(api: KubeApi): Promise<readonly string[]> {
  const crds: KubeObject[] = [];
  for (const { module, folder } of MODULES)
    crds.push(...manifestsIn(join(await moduleFolder(module), folder)));
  await Promise.all(crds.map((crd) => api.create(crd)));
  const served = async (): Promise<true> => {
    for (const crd of crds) await api.list(servedBy(crd));
    return true;
  };
  // Established is not enough: until its storage is ready, a kind answers 404 or 429.
  await until("CRDs of Karpenter and KEDA", PATIENCE, served);
  return crds.map(({ metadata }) => metadata.name).sort();
}

/** Where the module cache holds a module; downloads it when it does not. */
async function moduleFolder(module: string): Promise<string> {
  const answer = await output("go", ["mod", "download", "-json", module], places.lab);
  return (JSON.parse(answer) as { readonly Dir: string }).Dir;
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
