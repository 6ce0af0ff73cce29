import { gzipSync } from "node:zlib";
import { ApiError, apiError } from "../../../lab/cluster/api-error";
import { hasCondition } from "../../../lab/cluster/objects";
import { freePorts } from "../../../lab/cluster/ports";
import { decodeRelease } from "../../../lab/cluster/releases";
import { until } from "../../../lab/cluster/until";

describe("reading back from a cluster", () => {
  test("a release is what Helm has packed into its secret", () => {
    const stored = {
      name: "karpenter",
      namespace: "kube-system",
      version: 3,
      info: { status: "deployed" },
      chart: { metadata: { name: "karpenter", version: "1.14.1" } },
      config: null,
      manifest: "---\nkind: Deployment\n",
    };
    const packed = gzipSync(JSON.stringify(stored)).toString("base64");
    expect(decodeRelease(Buffer.from(packed).toString("base64"))).toEqual({
      name: "karpenter",
      namespace: "kube-system",
      revision: 3,
      status: "deployed",
      chart: "karpenter",
      version: "1.14.1",
      values: {},
      manifest: "---\nkind: Deployment\n",
    });
  });

  test("a refusal carries the server's words and the fields that it names", () => {
    const body = JSON.stringify({
      kind: "Status",
      message: "spec.weight: Invalid value: 101",
      reason: "Invalid",
      details: { causes: [{ field: "spec.weight", message: "at most 100" }, { message: "no field" }] },
    });
    const error = apiError("POST /x", 422, body);
    expect(error).toBeInstanceOf(ApiError);
    expect(error.message).toBe("POST /x: 422 Invalid: spec.weight: Invalid value: 101");
    expect(error.causes).toEqual([
      { field: "spec.weight", message: "at most 100" },
      { field: "", message: "no field" },
    ]);
  });

  test("an answer that is no Status is a refusal, too", () => {
    expect(apiError("GET /readyz", 500, "[-]etcd failed")).toMatchObject({
      status: 500,
      reason: "",
      said: "[-]etcd failed",
    });
  });

  test.each([
    [{ conditions: [{ type: "Ready", status: "True" }] }, true],
    [{ conditions: [{ type: "Ready", status: "False" }] }, false],
    [{ conditions: [] }, false],
    [undefined, false],
  ])("an object with status %j is ready: %s", (status, ready) => {
    const object = { apiVersion: "v1", kind: "Node", metadata: { name: "a" }, status };
    expect(hasCondition(object, "Ready")).toBe(ready);
  });
});

describe("waiting", () => {
  test("goes on while there is no answer and while asking fails", async () => {
    const answers = [undefined, new Error("refused"), "here"];
    const ask = async (): Promise<string | undefined> => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    };
    await expect(until("something", 5000, ask)).resolves.toBe("here");
  });

  test("ends with what is waited for, and why the last try failed", async () => {
    const ask = async (): Promise<undefined> => {
      throw new Error("connection refused");
    };
    await expect(until("API server of x", 120, ask)).rejects.toThrow(
      "API server of x: not within 0.12 s. Error: connection refused",
    );
  });

  test("ends at once when it is in vain", async () => {
    const ask = async (): Promise<undefined> => undefined;
    await expect(until("API server of x", 60_000, ask, () => "etcd has ended with 1")).rejects.toThrow(
      "API server of x: etcd has ended with 1",
    );
  });
});

test("clusters that start at the same time get different ports", async () => {
  const ports = (await Promise.all([freePorts(3), freePorts(3), freePorts(3)])).flat();
  expect(new Set(ports).size).toBe(9);
});
