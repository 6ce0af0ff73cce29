import type { ComponentStack } from "../../framework/stack";
import type { inputs } from "./inputs";

/** The component's stack: its own inputs and those of the context, the cluster and IAM. */
export type Stack = ComponentStack<Extract<keyof typeof inputs, string>>;
