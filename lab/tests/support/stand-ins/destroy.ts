import { deepStrictEqual, match } from "node:assert/strict";
import type { KubeApi } from "../../../cluster/api";
import type { Settings } from "./component";
import { owners } from "./crds";
import { deployed, limitOf } from "./found";
import { NOWHERE, type Tofu } from "./tofu";

const destroy = ["destroy", "-auto-approve", "-input=false", "-no-color"] as const;

/** Everything goes but CRDs that are to be kept; what cannot be reached or does not go is an error. */
export async function checkDestroy(
  tofu: Tofu,
  api: KubeApi,
  settings: Settings,
  crds: readonly string[],
): Promise<void> {
  await withoutCluster(tofu, settings);
  await withFinalizer(tofu, api, settings);
  const text = await tofu.pass(settings, ...destroy);
  match(text, /These resources were kept due to the resource policy/);
  deepStrictEqual(await tofu.state(settings), []);
  deepStrictEqual(await deployed(api), {});
  deepStrictEqual(await api.get({ apiVersion: "v1", kind: "Namespace", name: "keda" }), undefined);
  deepStrictEqual(
    await owners(api, crds),
    crds.map(() => "karpenter-crd"),
    "the CRDs that are kept",
  );
}

/** Neither does a plan take a release for gone, nor a destroy for done, because nobody answers. */
async function withoutCluster(tofu: Tofu, settings: Settings): Promise<void> {
  const nowhere = tofu.unreachable();
  const before = await tofu.state(settings);
  deepStrictEqual(await nowhere.changes(settings, "-refresh=false"), {});
  const refresh = await nowhere.fail(settings, "plan", "-input=false", "-no-color");
  match(refresh, new RegExp(`Cannot read Helm release .*connection refused.*API server: ${NOWHERE}`));
  const failed = await nowhere.fail(settings, ...destroy, "-refresh=false");
  match(failed, new RegExp(`connection refused.*API server: ${NOWHERE}`));
  deepStrictEqual(await tofu.state(settings), before);
}

/** The destroy waits for an object that does not go, and says so. */
async function withFinalizer(tofu: Tofu, api: KubeApi, settings: Settings): Promise<void> {
  const named = { apiVersion: "karpenter.sh/v1", kind: "NodePool" };
  const held = { ...named, metadata: { name: "default", finalizers: ["lab.invalid/hold"] } };
  const free = { ...named, metadata: { name: "default", finalizers: [] } };
  await api.apply(held);
  const waited = await tofu.fail(settings, ...destroy, "-target=helm_release.objects");
  match(waited, /Cannot uninstall Helm release objects .*deadline exceeded/);
  deepStrictEqual(await limitOf(api), settings.limit);
  await api.apply(free);
  deepStrictEqual(await limitOf(api), undefined);
}
