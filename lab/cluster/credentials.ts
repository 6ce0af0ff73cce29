import { randomBytes } from "node:crypto";

/** Who may do what in a cluster: what the access entries of pipeline-access give its two roles. */
export type Access = "administrator" | "viewer";

/** Bearer tokens of a cluster. */
export type Tokens = Readonly<Record<Access, string>>;

/** Group of those who may read everything, bound in system/access.yaml. */
export const VIEWERS = "lab:viewers";

/** New tokens, which no other cluster accepts. */
export function newTokens(): Tokens {
  const token = (): string => randomBytes(24).toString("hex");
  return { administrator: token(), viewer: token() };
}

/** The API server's --token-auth-file: token, user, uid, groups. */
export function tokenFile(tokens: Tokens): string {
  return [
    `${tokens.administrator},administrator,administrator,"system:masters"`,
    `${tokens.viewer},viewer,viewer,"${VIEWERS}"`,
    "",
  ].join("\n");
}

/** What a client needs to reach a cluster. */
export interface Connection {
  /** URL of the API server. */
  readonly endpoint: string;
  /** Its authority: base64 of PEM, as EKS gives it. */
  readonly certificateAuthorityData: string;
  readonly token: string;
}

/** A kubeconfig with one cluster and one user. JSON, which is YAML too. */
export function kubeconfig(name: string, connection: Connection): string {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name,
        cluster: {
          server: connection.endpoint,
          "certificate-authority-data": connection.certificateAuthorityData,
        },
      },
    ],
    users: [{ name, user: { token: connection.token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
