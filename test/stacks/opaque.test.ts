import { isOpaque } from "../../src/stacks";

test.each<[unknown, boolean]>([
  ["!terraform.state karpenter .queue_name", true],
  ["!env", true],
  ["!store.get ssm key", true],
  ["!environment", false],
  ["! important", false],
  ["a {{ .vars.b }}", true],
  ["${var.x}", false],
  [7, false],
  [null, false],
  [{ a: "!env A" }, false],
])("%j is opaque: %s", (value, opaque) => {
  expect(isOpaque(value)).toBe(opaque);
});
