import { defineComponent } from "../../framework/component";
import { clusterInputs, iamInputs } from "../../framework/context";
import { inputs } from "./inputs";
import { declareObjects } from "./objects";
import { declareProblems } from "./problems";
import { buildRoles, declareRoleLocals } from "./roles";
import { declareTriggers, scalersExpression } from "./triggers";

/** ScaledObjects, ScaledJobs and TriggerAuthentications, and for each trigger on AWS the role that it needs. */
export const kedaScaledObjects = defineComponent({
  name: "keda-scaled-objects",
  summary:
    "Which workloads KEDA scales on what, and for each trigger on AWS the role that it needs and no more.",
  guide: "",
  example: "",
  providers: ["aws", "helm", "kubernetes"],
  inputs: { ...clusterInputs, ...iamInputs, ...inputs },
  build(stack) {
    stack.local("scalers", scalersExpression());
    declareTriggers(stack);
    declareRoleLocals(stack);
    declareProblems(stack);
    declareObjects(stack);
    buildRoles(stack);
  },
});
