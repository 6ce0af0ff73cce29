export { locate, provenance } from "./locate";
export { isOpaque } from "./opaque";
export { describeProblem, fieldName } from "./problem";
export { type ReadOptions, readStacks } from "./read";
export type {
  Instance,
  Layer,
  Place,
  Section,
  Stack,
  StackProblem,
  StackReading,
  ValuePath,
} from "./types";
