import type { StackGuardrail } from "../guardrail";
import { list, mapping, text } from "../path";
import { stageOf } from "../view";

export const latestAmiInProd: StackGuardrail = {
  id: "latest-ami-in-prod",
  scope: "stack",
  title: "Production pins its AMI",
  reason: "With @latest every node drifts and is replaced on the day AWS publishes an image, tested or not.",
  source: "karpenter docs: tasks/managing-amis",
  *check(view) {
    for (const { instance, spec, path } of view.specs("EC2NodeClass")) {
      if (!/^prod/.test(stageOf(instance))) continue;
      for (const [position, term] of list(spec.amiSelectorTerms).entries()) {
        const alias = text(mapping(term).alias);
        // Windows has no other version (EC2NodeClass CRD).
        if (alias === undefined || !alias.endsWith("@latest") || alias.startsWith("windows")) continue;
        yield {
          instance,
          path: [...path, "amiSelectorTerms", position, "alias"],
          value: alias,
          rule: "in production an alias names a version",
          fix: `write the version that dev runs, such as ${alias.replace("latest", "v20260801")}`,
        };
      }
    }
  },
};
