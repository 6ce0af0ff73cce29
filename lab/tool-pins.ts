/** A tool that the lab builds from its Go module. Its version is pinned by lab/tools/<folder>/go.mod and go.sum. */
export interface ToolPin {
  /** Name of the binary. */
  readonly name: string;
  /** Folder of go.mod and go.sum, from the project. */
  readonly folder: string;
  readonly version: string;
  /** What to build: a package path. */
  readonly target: string;
  readonly ldflags: string;
  /** How long a cold build takes on two cores, in minutes. */
  readonly minutes: number;
  /** How a copy on the PATH says its version. Undefined: it is never looked for there. */
  readonly versionCommand?: readonly string[];
  /** What that command prints for the pinned version. */
  readonly versionPattern?: RegExp;
  /** Files beside go.mod and go.sum that the binary is made of, and that change it. */
  readonly sources?: readonly string[];
}

/** Without symbols: a third smaller. */
const STRIPPED = "-s -w";

const component = "k8s.io/component-base/version";

/** Clients, Karpenter among them, refuse an API server whose version they cannot parse. */
const KUBERNETES_VERSION = [
  `-X ${component}.gitVersion=v1.34.3`,
  `-X ${component}.gitMajor=1`,
  `-X ${component}.gitMinor=34`,
  `-X ${component}.gitCommit=0000000000000000000000000000000000000000`,
  `-X ${component}.gitTreeState=clean`,
  "-X k8s.io/client-go/pkg/version.gitVersion=v1.34.3",
].join(" ");

/** A part of the control plane. The first one built takes the minutes, the others share its packages. */
function kubernetes(name: string, minutes: number): ToolPin {
  return {
    name,
    folder: "lab/tools/kubernetes",
    version: "1.34.3",
    target: `k8s.io/kubernetes/cmd/${name}`,
    ldflags: `${STRIPPED} ${KUBERNETES_VERSION}`,
    minutes,
  };
}

/** All tools, the quick ones first so that a mistake shows early. */
export const toolPins: readonly ToolPin[] = [
  {
    name: "terraform-provider-stand-in",
    folder: "lab/providers",
    version: "2",
    target: "./stand-in",
    ldflags: STRIPPED,
    minutes: 4,
    sources: [
      "schemas.go",
      "schemas.json",
      "stand-in/main.go",
      "internal/cluster/cluster.go",
      "internal/helm/chart.go",
      "internal/helm/plan.go",
      "internal/helm/provider.go",
      "internal/helm/release.go",
      "internal/helm/values.go",
      "internal/kubernetes/metadata.go",
      "internal/kubernetes/namespace.go",
      "internal/kubernetes/provider.go",
      "internal/kubernetes/resources.go",
      "internal/schema/schema.go",
      "internal/server/provider.go",
      "internal/server/refusals.go",
      "internal/server/server.go",
      "internal/value/object.go",
      "internal/value/plain.go",
    ],
  },
  {
    name: "etcd",
    folder: "lab/tools/etcd",
    version: "3.6.8",
    target: "go.etcd.io/etcd/server/v3",
    ldflags: STRIPPED,
    minutes: 1,
  },
  {
    name: "kwok",
    folder: "lab/tools/kwok",
    version: "0.7.0",
    target: "sigs.k8s.io/kwok/cmd/kwok",
    ldflags: STRIPPED,
    minutes: 2,
  },
  kubernetes("kube-apiserver", 4),
  kubernetes("kube-controller-manager", 1),
  kubernetes("kube-scheduler", 1),
  {
    name: "tofu",
    folder: "lab/tools/opentofu",
    version: "1.12.6",
    target: "github.com/opentofu/opentofu/cmd/tofu",
    ldflags: STRIPPED,
    minutes: 4,
    versionCommand: ["version"],
    versionPattern: /^OpenTofu v1\.12\.6$/m,
  },
  {
    name: "atmos",
    folder: "lab/tools/atmos",
    version: "1.190.0",
    target: "github.com/cloudposse/atmos",
    // Atmos reports this version and compares it with the constraint in atmos.yaml.
    ldflags: `${STRIPPED} -X github.com/cloudposse/atmos/pkg/version.Version=1.190.0`,
    minutes: 5,
    versionCommand: ["version"],
    versionPattern: /\b1\.190\.0\b/,
  },
  {
    name: "terraform-provider-aws",
    folder: "lab/tools/terraform-provider-aws",
    version: "6.34.0",
    target: "github.com/hashicorp/terraform-provider-aws",
    ldflags: STRIPPED,
    minutes: 26,
  },
];
