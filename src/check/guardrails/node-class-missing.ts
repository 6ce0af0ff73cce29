import { isOpaque } from "../../stacks/opaque";
import { nodeClassName } from "../complete";
import type { StackGuardrail } from "../guardrail";
import { suggestion } from "../suggest";

export const nodeClassMissing: StackGuardrail = {
  id: "node-class-missing",
  scope: "stack",
  title: "The node class of every pool exists",
  reason: "A pool without its node class is never ready and makes no node.",
  source: "karpenter docs: concepts/nodepools, spec.template.spec.nodeClassRef",
  *check(view) {
    for (const { instance, name, spec, path } of view.specs("NodePool")) {
      const classes = view.specs("EC2NodeClass").filter((entry) => entry.instance === instance);
      const names = classes.map((entry) => entry.name);
      const wanted = nodeClassName(name, spec, new Set(names));
      if (names.includes(wanted) || isOpaque(wanted) || isOpaque(instance.vars.node_classes)) continue;
      yield {
        instance,
        path: [...path, "template", "spec", "nodeClassRef", "name"],
        value: wanted,
        rule: "a pool uses a node class of its instance: the one it names, the one of its own name, or default",
        fix: names.length === 0 ? `add vars.node_classes.${wanted}` : suggestion(wanted, names),
      };
    }
  },
};
