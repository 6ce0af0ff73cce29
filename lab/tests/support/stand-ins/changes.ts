import { deepStrictEqual, match, ok } from "node:assert/strict";
import type { KubeApi } from "../../../cluster/api";
import type { Settings } from "./component";
import { deployed, labelsOf, limitOf, replicasOf } from "./found";
import type { Tofu } from "./tofu";

/** Each changed value changes what it belongs to and nothing else. @returns what is applied now */
export async function checkChanges(tofu: Tofu, api: KubeApi, begin: Settings): Promise<Settings> {
  const limit = { ...begin, limit: "20" };
  deepStrictEqual(await tofu.changes(limit), { "helm_release.objects": ["update"] });
  const text = await tofu.pass(limit, "plan", "-input=false", "-no-color");
  match(text, /~ +metadata += .*known after apply/s);
  const values = /^ +~ "cpu": "10".*$|^.*[~-] +"?cpu"?: "?10"?.*$/m.exec(text);
  ok(values !== null, `the plan should show the limit as it was: ${text}`);
  await tofu.apply(limit);
  deepStrictEqual([await limitOf(api), (await deployed(api)).objects], ["20", 2]);

  const all = { limit: "20", kedaReplicas: 1, owner: "two" };
  const both = { "helm_release.keda": ["update"], "kubernetes_namespace_v1.keda": ["update"] };
  deepStrictEqual(await tofu.changes(all), both);
  await tofu.apply(all);
  deepStrictEqual([await replicasOf(api), (await labelsOf(api)).owner], [1, "two"]);
  deepStrictEqual(await tofu.changes(all), {}, "a plan after the changes");
  return all;
}

/** What goes wrong leaves things as they were, or is planned again. */
export async function checkFailures(tofu: Tofu, api: KubeApi, settings: Settings): Promise<void> {
  const wrong = { ...settings, limit: "a lot" };
  const error = await tofu.fail(wrong, "apply", "-auto-approve", "-input=false", "-no-color");
  match(error, /Cannot upgrade Helm release objects in namespace kube-system.*spec\.limits/);
  deepStrictEqual([await limitOf(api), (await deployed(api)).objects], ["20", 4], "after the roll-back");
  deepStrictEqual(await tofu.changes(settings), {}, "a plan with the old value");

  for (const revision of [1, 2, 3, 4]) {
    const name = `sh.helm.release.v1.objects.v${revision}`;
    await api.remove({ apiVersion: "v1", kind: "Secret", namespace: "kube-system", name });
  }
  deepStrictEqual(await tofu.changes(settings), { "helm_release.objects": ["create"] });
  await tofu.apply(settings);
  deepStrictEqual([await limitOf(api), (await deployed(api)).objects], ["20", 1]);
}
