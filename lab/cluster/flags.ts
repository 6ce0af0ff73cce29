import { join } from "node:path";
import type { Certificates } from "./certificates";

/** What the flags of a cluster's processes depend on. */
export interface Layout {
  /** The cluster's folder. */
  readonly dir: string;
  readonly certificates: Certificates;
  /** Port of etcd's clients, on 127.0.0.1. */
  readonly etcdPort: number;
  /** Port of the API server, on 127.0.0.1. */
  readonly apiPort: number;
  readonly tokenFile: string;
  /** Kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** Stages of kwok: files. */
  readonly stages: readonly string[];
  /** How often the HPA looks. Kubernetes: 15s. */
  readonly autoscalerPeriod: string;
}

/** Flags by binary, in the order of their start. */
export function flagsOf(layout: Layout): Readonly<Record<Binary, readonly string[]>> {
  return {
    etcd: etcd(layout),
    "kube-apiserver": apiServer(layout),
    "kube-controller-manager": controllerManager(layout),
    "kube-scheduler": scheduler(layout),
    kwok: kwok(layout),
  };
}

/** The binaries of a cluster. */
export const BINARIES = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
] as const;
export type Binary = (typeof BINARIES)[number];

function etcd({ dir, etcdPort }: Layout): string[] {
  const clients = `http://127.0.0.1:${etcdPort}`;
  return [
    `--data-dir=${join(dir, "etcd")}`,
    "--unsafe-no-fsync",
    "--log-level=warn",
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    // It has no peers: any port does, and nobody asks for it.
    "--listen-peer-urls=http://127.0.0.1:0",
  ];
}

function apiServer({ certificates, etcdPort, apiPort, tokenFile }: Layout): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${apiPort}`,
    "--advertise-address=127.0.0.1",
    // Kubernetes refuses endpoints on the loopback interface, and no pod calls this one.
    "--endpoint-reconciler-type=none",
    `--tls-cert-file=${certificates.server}`,
    `--tls-private-key-file=${certificates.serverKey}`,
    `--client-ca-file=${certificates.authority}`,
    `--token-auth-file=${tokenFile}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.96.0.0/16",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${certificates.serviceAccountPublicKey}`,
    `--service-account-signing-key-file=${certificates.serviceAccountKey}`,
    // Pods run nothing, so they need no token.
    "--disable-admission-plugins=ServiceAccount",
    // Without these six the adapter of KEDA does not start: it reads them from kube-system.
    `--requestheader-client-ca-file=${certificates.proxyAuthority}`,
    "--requestheader-allowed-names=front-proxy-client",
    "--requestheader-username-headers=X-Remote-User",
    "--requestheader-group-headers=X-Remote-Group",
    "--requestheader-extra-headers-prefix=X-Remote-Extra-",
    `--proxy-client-cert-file=${certificates.proxyClient}`,
    `--proxy-client-key-file=${certificates.proxyClientKey}`,
  ];
}

function controllerManager({ certificates, kubeconfig, autoscalerPeriod }: Layout): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    "--controllers=*",
    "--leader-elect=false",
    // Nobody asks for its metrics.
    "--secure-port=0",
    `--horizontal-pod-autoscaler-sync-period=${autoscalerPeriod}`,
    `--root-ca-file=${certificates.authority}`,
    `--service-account-private-key-file=${certificates.serviceAccountKey}`,
  ];
}

function scheduler({ kubeconfig }: Layout): string[] {
  return [`--kubeconfig=${kubeconfig}`, "--leader-elect=false", "--secure-port=0"];
}

function kwok({ kubeconfig, stages }: Layout): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    ...stages.map((file) => `--config=${file}`),
    // Karpenter's kwok build marks its nodes so, too.
    "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
    "--node-lease-duration-seconds=40",
  ];
}
