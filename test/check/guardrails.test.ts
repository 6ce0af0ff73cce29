import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GUARDRAILS } from "../../src/check/guardrails";

const FOLDER = join(__dirname, "../../src/check/guardrails");

test("every guardrail has its own file, named after its id", () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ""));
  expect(files.filter((file) => file !== "index").sort()).toEqual(GUARDRAILS.map(({ id }) => id).sort());
});

test("every guardrail has a wrong input in the table", () => {
  const table = readFileSync(join(__dirname, "bad-inputs.test.ts"), "utf8");
  expect(GUARDRAILS.map(({ id }) => id).filter((id) => !table.includes(`id: "${id}"`))).toEqual([]);
});

test.each(GUARDRAILS)("$id says what it is, why, and where it comes from", ({ title, reason, source }) => {
  for (const sentence of [title, reason, source]) expect(sentence.length).toBeGreaterThan(10);
});
