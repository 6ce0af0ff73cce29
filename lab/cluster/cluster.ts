import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { start, tail } from "../command";
import { end, forget, recorded } from "../processes";
import { KubeApi } from "./api";
import { certificatesIn, makeCertificates } from "./certificates";
import { type Connection, kubeconfig, newTokens, type Tokens, tokenFile } from "./credentials";
import { BINARIES, type Binary, flagsOf, type Layout } from "./flags";
import { furnish } from "./furnish";
import { freePorts } from "./ports";
import { until } from "./until";

/** What a cluster is made of. */
export interface ClusterOptions {
  /** Name of the EKS cluster that it stands for: `acme-dev-use1`. No two clusters of a run share one. */
  readonly name: string;
  /** Folder of its data, certificates and tokens. Made here; gone after `stop`. */
  readonly dir: string;
  /** Folder of its logs, one per process, which stay. */
  readonly logs: string;
  /** Folder of pid files: those of the run, so that `lab:down` finds them. */
  readonly pids: string;
  /** Path of a pinned tool. */
  readonly bin: (tool: string) => string;
  /** True when it has to outlive this process. @default false */
  readonly keep?: boolean;
  /** How often the HPA looks, as a Go duration. @default "2s", where Kubernetes has 15s: tests wait for it. */
  readonly autoscalerPeriod?: string;
}

/** A running cluster. */
export interface Cluster {
  readonly name: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Base64 of PEM, as `cluster_certificate_authority_data` takes it. */
  readonly certificateAuthorityData: string;
  /** An administrator's token. */
  readonly token: string;
  /** Tokens of all who are known to the cluster. */
  readonly tokens: Tokens;
  /** Kubeconfig of the administrator: a file. */
  readonly kubeconfig: string;
  /** The API as the administrator sees it. */
  readonly api: KubeApi;
  /** Ends its processes and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** How long the API server may take, in milliseconds: four seconds on an idle machine. */
const PATIENCE = 120_000;
/** Times that a start is tried when another program has taken a port. */
const ATTEMPTS = 3;
const STAGES = ["node-initialize", "pod-ready", "pod-delete", "pod-complete"];

/**
 * Starts etcd, the API server, the controller manager, the scheduler and kwok, the stand-in for kubelets. When it
 * returns, two nodes are ready and the workloads of the example stacks run.
 *
 * @throws with the end of the log of the process that failed; nothing is left running then
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const missing = BINARIES.map(options.bin).filter((file) => !existsSync(file));
  if (missing.length > 0) {
    throw new Error(
      `cluster ${options.name} needs ${missing.join(", ")}: run npm run lab:tools, which makes them`,
    );
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToStart(options);
    } catch (error) {
      await stop(options);
      if (attempt === ATTEMPTS || !String(error).includes("address already in use")) throw error;
    }
  }
}

async function tryToStart(options: ClusterOptions): Promise<Cluster> {
  const { name, dir } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  mkdirSync(options.logs, { recursive: true });
  const [etcdPort = 0, apiPort = 0] = await freePorts(2);
  const layout: Layout = {
    dir,
    certificates: certificatesIn(join(dir, "pki")),
    etcdPort,
    apiPort,
    tokenFile: join(dir, "tokens.csv"),
    kubeconfig: join(dir, "kubeconfig"),
    stages: STAGES.map((stage) => join(__dirname, "stages", `${stage}.yaml`)),
    autoscalerPeriod: options.autoscalerPeriod ?? "2s",
  };
  const flags = flagsOf(layout);
  const children = new Map<Binary, ChildProcess>();
  const launch = (binary: Binary): void => {
    children.set(binary, startProcess(options, binary, flags[binary]));
  };
  launch("etcd");
  const certificates = await makeCertificates(join(dir, "pki"));
  const tokens = newTokens();
  const connection: Connection = {
    endpoint: `https://127.0.0.1:${apiPort}`,
    certificateAuthorityData: readFileSync(certificates.authority).toString("base64"),
    token: tokens.administrator,
  };
  writeFileSync(layout.tokenFile, tokenFile(tokens), { mode: 0o600 });
  writeFileSync(layout.kubeconfig, kubeconfig(name, connection), { mode: 0o600 });
  launch("kube-apiserver");
  const api = new KubeApi(connection);
  const over = (): string | undefined => firstEnd(options, children);
  await until(`API server of ${name}`, PATIENCE, () => api.ask({ path: "/readyz" }), over);
  for (const binary of ["kube-controller-manager", "kube-scheduler", "kwok"] as const) launch(binary);
  await furnish(api, over);
  return {
    name,
    ...connection,
    tokens,
    kubeconfig: layout.kubeconfig,
    api,
    stop: () => stop(options),
  };
}

/** Name of the pid file and log of a cluster's process. */
const processName = (options: ClusterOptions, binary: Binary): string => `${options.name}-${binary}`;

const logOf = (options: ClusterOptions, binary: Binary): string =>
  join(options.logs, `${processName(options, binary)}.log`);

function startProcess(options: ClusterOptions, binary: Binary, flags: readonly string[]): ChildProcess {
  const child = start({
    name: processName(options, binary),
    command: [options.bin(binary), ...flags],
    cwd: options.dir,
    // A home of its own: kwok would read ~/.kwok, and a proxy of the user's must not be asked.
    env: { PATH: process.env.PATH, HOME: options.dir },
    log: logOf(options, binary),
    pids: options.pids,
    guarded: options.keep !== true,
  });
  child.on("error", () => {});
  return child;
}

/** Says which process has ended, while none should have. */
function firstEnd(options: ClusterOptions, children: ReadonlyMap<Binary, ChildProcess>): string | undefined {
  for (const [binary, child] of children) {
    if (child.exitCode === null && child.signalCode === null) continue;
    const log = logOf(options, binary);
    return `${binary} has ended with ${child.exitCode ?? child.signalCode}. The end of ${log}:\n${tail(log, 15)}`;
  }
  return undefined;
}

/** Clients first, so that the API server has nobody to wait for, and etcd last. */
async function stop(options: ClusterOptions): Promise<void> {
  const entries = recorded(options.pids);
  for (const group of [["kwok", "kube-scheduler", "kube-controller-manager"], ["kube-apiserver"], ["etcd"]]) {
    const names = group.map((binary) => processName(options, binary as Binary));
    await end(entries.filter(({ name }) => names.includes(name)));
    for (const name of names) forget(options.pids, name);
  }
  rmSync(options.dir, { recursive: true, force: true, maxRetries: 5 });
}
