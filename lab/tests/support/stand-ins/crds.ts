import { join } from "node:path";
import { versions } from "../../../../src/upstream/versions";
import { moduleFolder } from "../../../charts/module";
import type { KubeApi } from "../../../cluster/api";
import { manifestsIn } from "../../../cluster/manifests";

const kind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

/** Installs Karpenter's CRDs as somebody does who has no chart. @returns their names */
export async function crdsByHand(api: KubeApi): Promise<readonly string[]> {
  const folder = await moduleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
  const crds = manifestsIn(join(folder, "pkg/apis/crds"));
  for (const crd of crds) await api.create(crd);
  return crds.map(({ metadata }) => metadata.name).sort();
}

/** The release that each of these CRDs belongs to; undefined for none and for a CRD that is gone. */
export async function owners(
  api: KubeApi,
  names: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const found = await Promise.all(names.map((name) => api.get({ ...kind, name })));
  return found.map((crd) => crd?.metadata.annotations?.["meta.helm.sh/release-name"]);
}
