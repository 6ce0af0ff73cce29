import { z } from "zod";
import { input } from "../../src/framework/input";
import { inputSchemas } from "../../src/framework/schema";
import { validations } from "../../src/framework/terraform-validation";

const conditions = (schema: z.ZodType) =>
  validations("x", inputSchemas({ x: schema }).x ?? {}).map((rule) => rule.condition);

test.each([
  ["a pattern", z.string().regex(/^a\/b$/), ['${can(regex("^a/b$", var.x))}']],
  ["a length", z.string().min(1).max(5), ["${length(var.x) >= 1}", "${length(var.x) <= 5}"]],
  [
    "a range of whole numbers",
    z.number().int().min(1).max(9),
    ["${floor(var.x) == var.x}", "${var.x >= 1}", "${var.x <= 9}"],
  ],
  ["a choice", z.enum(["a", "b"]), ['${contains(["a", "b"], var.x)}']],
  [
    "null or a pattern",
    z.string().regex(/^a$/).nullable().default(null),
    ['${var.x == null ? true : can(regex("^a$", var.x))}'],
  ],
  ["items of a list", z.array(z.enum(["a"])), ['${alltrue([for item in var.x : contains(["a"], item)])}']],
  [
    "keys of a map",
    z.record(z.string().regex(/^k$/), z.boolean()),
    ['${alltrue([for key in keys(var.x) : can(regex("^k$", key))])}'],
  ],
  [
    "a field that may be left out, inside a map of lists",
    z.record(z.string(), z.array(z.strictObject({ f: z.string().max(3).optional() }))),
    [
      "${alltrue([for item in var.x : alltrue([for item1 in item : item1.f == null ? true : length(item1.f) <= 3])])}",
    ],
  ],
])("%s becomes a validation block", (_, schema, expected) => {
  expect(conditions(schema)).toEqual(expected);
});

test("the message names the input, the rule, and where the value is", () => {
  const schema = input(z.strictObject({ mode: z.enum(["a", "b"]) }), { description: "" });
  expect(validations("x", inputSchemas({ x: schema }).x ?? {})[0]?.error_message).toBe(
    "Input x must have mode that is one of a, b.",
  );
});
