import type { StackGuardrail } from "../guardrail";
import { clusterOf, type SpecEntry } from "../view";

const KINDS = ["NodePool", "EC2NodeClass", "ScaledObject", "ScaledJob", "TriggerAuthentication"] as const;

export const objectTwice: StackGuardrail = {
  id: "object-twice",
  scope: "stack",
  title: "Every object of a cluster has one owner",
  reason:
    "Two instances that write the same object overwrite each other at every apply, or the second one fails.",
  source: "helm: objects owned by another release are refused",
  *check(view) {
    for (const kind of KINDS) {
      const entries = view.specs(kind);
      if (entries.length < 2) continue;
      const seen = new Map<string, SpecEntry>();
      for (const entry of entries) {
        const identity = `${clusterOf(entry.instance)} ${entry.namespace} ${entry.name}`;
        const other = seen.get(identity);
        if (other === undefined) seen.set(identity, entry);
        else {
          yield {
            instance: entry.instance,
            path: entry.path,
            value: entry.key,
            rule: `${kind} ${entry.key} is declared once for a cluster; ${other.instance.name} declares it too (as ${other.key})`,
            fix: "rename or remove one of them",
          };
        }
      }
    }
  },
};
