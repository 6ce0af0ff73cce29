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

/** All tools, the quick ones first so that a mistake shows early. */
export const toolPins: readonly ToolPin[] = [
  {
    name: "terraform-provider-schema-standin",
    folder: "lab/providers",
    version: "1",
    target: "./schema-standin",
    ldflags: STRIPPED,
    minutes: 1,
    sources: [
      "schemas.go",
      "schemas.json",
      "schema-standin/main.go",
      "schema-standin/schema.go",
      "schema-standin/server.go",
    ],
  },
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
