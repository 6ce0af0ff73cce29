import { delimiter } from "node:path";
import { places } from "./paths";

/** Credentials as the AWS tools read them from the environment. */
export type Credentials = Readonly<
  Record<"AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_SESSION_TOKEN", string>
>;

/** Variables that are passed on: everything else, above all AWS_*, TF_* and ATMOS_*, could lead out of the lab. */
const PASSED = ["PATH", "LANG", "LC_ALL", "TMPDIR", "TERM", "USER"];

/** The environment of tools that talk to nothing but the disk. */
export function quietEnvironment(home: string): NodeJS.ProcessEnv {
  const passed = Object.fromEntries(PASSED.map((name) => [name, process.env[name]]));
  return {
    ...passed,
    PATH: [places.bin, passed.PATH].join(delimiter),
    HOME: home,
    XDG_CACHE_HOME: places.cache,
    XDG_CONFIG_HOME: home,
    TF_CLI_CONFIG_FILE: places.cliConfig,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/**
 * The lab's whole overlay over the repository's own stacks: where AWS is and who is calling.
 *
 * S3 Control puts the account into the host name, `111111111111.127.0.0.1`, which no resolver knows. As the HTTP proxy
 * the server gets those requests too. Nothing reaches a host outside, because HTTPS goes to the same proxy, which
 * refuses it.
 */
export function awsEnvironment(endpoint: string, credentials: Credentials): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    ...credentials,
    HTTP_PROXY: endpoint,
    HTTPS_PROXY: endpoint,
    NO_PROXY: "",
    // `apply` asks, and there is nobody to answer.
    TF_CLI_ARGS_apply: "-auto-approve",
  };
}
