import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installAws } from "../../../lab/cluster/aws-stand-in";
import { kubeconfig, newTokens, tokenFile } from "../../../lab/cluster/credentials";

const connection = { endpoint: "https://127.0.0.1:6443", certificateAuthorityData: "Q0E=", token: "t" };

describe("logging in to a cluster of the lab", () => {
  test("the administrator is a master, the viewer in the group that access.yaml binds", () => {
    expect(tokenFile({ administrator: "a", viewer: "v" })).toBe(
      'a,administrator,administrator,"system:masters"\nv,viewer,viewer,"lab:viewers"\n',
    );
    expect(readFileSync(join(__dirname, "../../../lab/cluster/system/access.yaml"), "utf8")).toContain(
      "kind: Group\n    name: lab:viewers",
    );
  });

  test("no two clusters accept the same token", () => {
    const tokens = [newTokens(), newTokens()].flatMap(({ administrator, viewer }) => [administrator, viewer]);
    expect(new Set(tokens).size).toBe(4);
    expect(tokens.filter((token) => !/^[0-9a-f]{48}$/.test(token))).toEqual([]);
  });

  test("a kubeconfig names the cluster's authority and leaves no check of TLS out", () => {
    expect(JSON.parse(kubeconfig("acme-dev-use1", connection))).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "acme-dev-use1",
          cluster: { server: "https://127.0.0.1:6443", "certificate-authority-data": "Q0E=" },
        },
      ],
      users: [{ name: "acme-dev-use1", user: { token: "t" } }],
      contexts: [{ name: "acme-dev-use1", context: { cluster: "acme-dev-use1", user: "acme-dev-use1" } }],
      "current-context": "acme-dev-use1",
    });
  });

  test("the command aws and its tokens are for the owner alone, also below a folder with spaces and quotes", () => {
    const parent = mkdtempSync(join(tmpdir(), "lab-aws-"));
    try {
      const folder = join(parent, "the lab's");
      const cluster = { name: "acme-dev-use1", ...connection, tokens: { administrator: "a", viewer: "v" } };
      const command = installAws(folder, [{ cluster, account: "222222222222", region: "us-east-1" }]);
      expect(readdirSync(folder).sort()).toEqual(["aws", "clusters.json"]);
      const modeOf = (path: string): number => statSync(path).mode & 0o777;
      expect([folder, join(folder, "clusters.json"), command].map(modeOf)).toEqual([0o700, 0o600, 0o755]);
      expect(readFileSync(command, "utf8")).toContain(`'${parent}/the lab'\\''s/clusters.json' "$@"`);
    } finally {
      rmSync(parent, { recursive: true });
    }
  });
});
