import type { contextInputs } from "../../framework/context";
import type { ComponentStack } from "../../framework/stack";
import type { inputs } from "./inputs";

/** The stack of this component, with the names of its inputs. */
export type Stack = ComponentStack<Extract<keyof (typeof inputs & typeof contextInputs), string>>;

/** What a role is for: reading and comparing, or changing. */
export type Purpose = "plan" | "apply";

export const purposes: readonly Purpose[] = ["plan", "apply"];
