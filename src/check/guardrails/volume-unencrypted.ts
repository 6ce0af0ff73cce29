import type { SpecGuardrail } from "../guardrail";
import { list, mapping } from "../path";

export const volumeUnencrypted: SpecGuardrail = {
  id: "volume-unencrypted",
  scope: "spec",
  kinds: ["EC2NodeClass"],
  title: "Node volumes are encrypted",
  reason: "Images, logs and emptyDir volumes of every pod are on the node's disk.",
  source: "karpenter 1.14.1: EC2NodeClass spec.blockDeviceMappings[].ebs.encrypted",
  *check(spec) {
    for (const [position, item] of list(spec.blockDeviceMappings).entries()) {
      const ebs = mapping(mapping(item).ebs);
      if (ebs.encrypted !== false) continue;
      yield {
        path: ["blockDeviceMappings", position, "ebs", "encrypted"],
        value: false,
        rule: "volumes of nodes are encrypted",
        fix: "write encrypted: true",
      };
    }
  },
};
