import { nearest, suggestion } from "../../src/check/suggest";

const FIELDS = ["minReplicaCount", "maxReplicaCount", "pollingInterval", "triggers", "limits", "weight"];

test.each([
  ["minreplicacount", "minReplicaCount"],
  ["min_replica_count", "minReplicaCount"],
  ["maxReplica", "maxReplicaCount"],
  ["limit", "limits"],
  ["wieght", "weight"],
  ["trigger", "triggers"],
  ["poolingInterval", "pollingInterval"],
  ["something", undefined],
  ["x", undefined],
])("%s means %s", (word, meant) => {
  expect(nearest(word, FIELDS)).toBe(meant);
});

test("without a close choice all of them are listed", () => {
  expect(suggestion("nothing", ["spot", "on-demand"])).toBe("use one of: spot, on-demand");
});
