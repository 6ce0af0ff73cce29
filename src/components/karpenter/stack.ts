import type { clusterInputs, contextInputs, iamInputs } from "../../framework/context";
import type { ComponentStack } from "../../framework/stack";
import type { inputs } from "./inputs";

/** The stack of this component, with the names of its inputs. */
export type Stack = ComponentStack<
  Extract<keyof (typeof inputs & typeof contextInputs & typeof clusterInputs & typeof iamInputs), string>
>;

/** Name of the controller's service account: the chart's own. */
export const serviceAccount = "karpenter";
