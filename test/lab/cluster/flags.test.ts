import { certificatesIn } from "../../../lab/cluster/certificates";
import { BINARIES, flagsOf, type Layout } from "../../../lab/cluster/flags";

const layout = (name: string, port: number): Layout => ({
  dir: `/run/${name}`,
  certificates: certificatesIn(`/run/${name}/pki`),
  etcdPort: port,
  apiPort: port + 1,
  tokenFile: `/run/${name}/tokens.csv`,
  kubeconfig: `/run/${name}/kubeconfig`,
  stages: ["/stages/pod-ready.yaml"],
  autoscalerPeriod: "2s",
});

describe("the processes of a cluster", () => {
  const dev = flagsOf(layout("dev", 1000));
  const prod = flagsOf(layout("prod", 2000));

  test("two clusters share no port, and no file but kwok's stages", () => {
    const shared = BINARIES.flatMap((binary) => dev[binary].filter((flag) => prod[binary].includes(flag)));
    expect(shared.filter((flag) => /[/]|\d{4}/.test(flag))).toEqual([
      "--listen-peer-urls=http://127.0.0.1:0",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--service-account-issuer=https://kubernetes.default.svc",
      "--config=/stages/pod-ready.yaml",
      "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
    ]);
  });

  test("whatever listens does so on the loopback interface", () => {
    const listening = BINARIES.flatMap((binary) => dev[binary]).filter((flag) =>
      /^--(listen|bind|secure-port)/.test(flag),
    );
    expect(listening).toEqual([
      "--listen-client-urls=http://127.0.0.1:1000",
      "--listen-peer-urls=http://127.0.0.1:0",
      "--bind-address=127.0.0.1",
      "--secure-port=1001",
      "--secure-port=0",
      "--secure-port=0",
    ]);
  });

  test("aggregated APIs trust an authority of their own, with the six flags that KEDA's adapter needs", () => {
    expect(
      dev["kube-apiserver"].filter((flag) => /^--(requestheader|proxy-client|client-ca)/.test(flag)),
    ).toEqual([
      "--client-ca-file=/run/dev/pki/ca.crt",
      "--requestheader-client-ca-file=/run/dev/pki/front-proxy-ca.crt",
      "--requestheader-allowed-names=front-proxy-client",
      "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
      "--proxy-client-cert-file=/run/dev/pki/front-proxy-client.crt",
      "--proxy-client-key-file=/run/dev/pki/front-proxy-client.key",
    ]);
  });

  test("requests are authorized, and nobody waits for an election", () => {
    expect(dev["kube-apiserver"]).toContain("--authorization-mode=RBAC");
    expect(dev["kube-controller-manager"]).toContain("--leader-elect=false");
    expect(dev["kube-scheduler"]).toContain("--leader-elect=false");
  });
});
