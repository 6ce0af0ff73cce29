import { longest, parts } from "../../src/framework/bounds";

test("literal text and expressions are told apart, braces inside expressions included", () => {
  expect(parts("a-${x}-${ { for k in y : k => {} } }z")).toEqual([
    { literal: "a-" },
    { expression: "x" },
    { literal: "-" },
    { expression: " { for k in y : k => {} } " },
    { literal: "z" },
  ]);
});

test("the longest text adds literals and the bounds of expressions", () => {
  expect(longest("${var.a}-karpenter", new Map([["var.a", 100]]))).toBe(110);
});

test("an expression without a bound is refused, because its limit could not be shown to hold", () => {
  expect(() => longest("${var.b}", new Map())).toThrow("no upper bound is known for ${var.b}");
});
