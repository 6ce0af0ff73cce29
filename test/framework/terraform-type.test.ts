import { z } from "zod";
import { inputSchemas } from "../../src/framework/schema";
import { literal, terraformType } from "../../src/framework/terraform-type";

const typeOf = (schema: z.ZodType) => terraformType(inputSchemas({ x: schema }).x ?? {});

test.each([
  ["a string", z.string(), "string"],
  ["a nullable string", z.string().nullable().default(null), "string"],
  ["a whole number", z.number().int().default(3), "number"],
  ["a flag", z.boolean(), "bool"],
  ["a choice", z.enum(["a", "b"]), "string"],
  ["a list", z.array(z.string()).default([]), "list(string)"],
  ["a map", z.record(z.string(), z.number()), "map(number)"],
  ["a map of unlike values", z.record(z.string(), z.record(z.string(), z.unknown())), "any"],
  [
    "an object with required, optional and defaulted fields",
    z.strictObject({
      a: z.string(),
      b: z.boolean().optional(),
      c: z.array(z.string()).default(["x"]),
      d: z.string().nullable().default(null),
    }),
    'object({ a = string, b = optional(bool), c = optional(list(string), ["x"]), d = optional(string) })',
  ],
])("%s becomes its Terraform type", (_, schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

test("a default with quotes and template openings is escaped in HCL", () => {
  expect(literal({ a: 'say "${hi}"', b: [1, true, null] })).toBe(
    '{ "a" = "say \\"$${hi}\\"", "b" = [1, true, null] }',
  );
});
