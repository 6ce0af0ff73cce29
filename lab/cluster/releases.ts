import { gunzipSync } from "node:zlib";
import type { KubeApi } from "./api";

/** A Helm release as the cluster holds it. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, `uninstalling`, ... */
  readonly status: string;
  readonly chart: string;
  readonly version: string;
  /** The values that were given, without the chart's own. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What was installed, YAML. */
  readonly manifest: string;
}

/** Type of the secrets in which Helm 3 and 4 keep a release, one per revision. */
const TYPE = "helm.sh/release.v1";

/** Every revision of every release, by namespace, name and revision. */
export async function releases(api: KubeApi): Promise<readonly Release[]> {
  const secrets = await api.list(
    { apiVersion: "v1", kind: "Secret" },
    undefined,
    `?fieldSelector=${encodeURIComponent(`type=${TYPE}`)}`,
  );
  return secrets
    .map(({ data }) => decodeRelease((data as { readonly release: string }).release))
    .sort((a, b) => order(a.namespace, b.namespace) || order(a.name, b.name) || a.revision - b.revision);
}

/** A release from the `release` of its secret: base64 by Kubernetes, base64 by Helm, gzip, JSON. */
export function decodeRelease(data: string): Release {
  const packed = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
  const stored = JSON.parse(gunzipSync(packed).toString("utf8")) as Stored;
  return {
    name: stored.name,
    namespace: stored.namespace,
    revision: stored.version,
    status: stored.info.status,
    chart: stored.chart.metadata.name,
    version: stored.chart.metadata.version,
    values: stored.config ?? {},
    manifest: stored.manifest,
  };
}

/** The fields of helm.sh/helm pkg/release that are read here. */
interface Stored {
  readonly name: string;
  readonly namespace: string;
  readonly version: number;
  readonly info: { readonly status: string };
  readonly chart: { readonly metadata: { readonly name: string; readonly version: string } };
  readonly config?: Readonly<Record<string, unknown>> | null;
  readonly manifest: string;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
