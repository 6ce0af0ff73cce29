import type { z } from "zod";
import { contextInputs } from "./context";
import type { ComponentStack } from "./stack";

/** Terraform providers that components can use. */
export type ProviderName = "aws" | "helm" | "kubernetes";

/** How a component is declared: its name, its inputs, and what it builds from them. */
export interface ComponentDefinition<Shape extends z.ZodRawShape> {
  /** Folder name under `components/terraform`. */
  readonly name: string;
  /** One sentence for the README and listings. */
  readonly summary: string;
  /** What a user has to know, as Markdown paragraphs for the component's README. */
  readonly guide: string;
  /** A stack that uses it: the `vars` of an instance, as YAML. Tested against the inputs. */
  readonly example: string;
  /** Providers it configures. @default aws alone */
  readonly providers?: readonly ProviderName[];
  /** Inputs besides the context, in the order of the README. */
  readonly inputs: Shape;
  /** Files that Terraform reads besides the `.tf.json`, by path inside the component. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Adds the resources and outputs. */
  readonly build: (stack: ComponentStack<Extract<keyof (Shape & typeof contextInputs), string>>) => void;
}

/** A component with the context among its inputs, ready to render. */
export interface Component {
  readonly name: string;
  readonly summary: string;
  readonly guide: string;
  readonly example: string;
  readonly providers: readonly ProviderName[];
  readonly inputs: z.ZodRawShape;
  readonly files: Readonly<Record<string, string>>;
  readonly build: (stack: ComponentStack<string>) => void;
}

/**
 * Declares a component. Its inputs are the context and `inputs`; `Shape` gives `stack.input()` its names, so that a
 * misspelt one does not compile.
 */
export function defineComponent<Shape extends z.ZodRawShape>(
  definition: ComponentDefinition<Shape>,
): Component {
  return {
    ...definition,
    providers: definition.providers ?? ["aws"],
    inputs: { ...contextInputs, ...definition.inputs },
    files: definition.files ?? {},
    build: (stack) => definition.build(stack as unknown as Parameters<typeof definition.build>[0]),
  };
}
