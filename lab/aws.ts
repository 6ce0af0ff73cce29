import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Credentials } from "./environment";
import { places, projectDir } from "./paths";

/** What is there in one account, read back through its API. */
export interface AccountInventory {
  /** The account that answered. */
  readonly identity: string;
  /** Keys by bucket. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly roles: readonly string[];
  readonly policies: readonly string[];
  /** ARNs of OIDC providers. */
  readonly oidc: readonly string[];
}

/** Keys of an assumed role. The account in the role's ARN becomes the account of every call made with them. */
export async function assumeRole(endpoint: string, roleArn: string): Promise<Credentials> {
  return (await ask(endpoint, ["credentials", roleArn])) as Credentials;
}

/** What exists in each account. */
export async function inventory(
  endpoint: string,
  accounts: readonly string[],
): Promise<Readonly<Record<string, AccountInventory>>> {
  return (await ask(endpoint, ["inventory", ...accounts])) as Record<string, AccountInventory>;
}

async function ask(endpoint: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    places.python,
    [join(projectDir, "lab/python/aws.py"), ...args],
    {
      env: askEnvironment(endpoint),
      maxBuffer: 1 << 26,
    },
  );
  return JSON.parse(stdout) as unknown;
}

/** The environment of the lab's own Python that asks AWS. */
export function askEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "lab",
    AWS_SECRET_ACCESS_KEY: "lab",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: "*",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
