import { readdirSync } from "node:fs";
import { join } from "node:path";
import { GUARDRAILS } from "../../src/check/guardrails";
import { badInputs } from "./bad-inputs-cases";

const FOLDER = join(__dirname, "../../src/check/guardrails");

test("every guardrail has its own file, named after its id", () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ""));
  expect(files.filter((file) => file !== "index").sort()).toEqual(GUARDRAILS.map(({ id }) => id).sort());
});

test("every guardrail has a wrong input in the table", () => {
  const covered = new Set(badInputs.map(({ id }) => id));
  expect(GUARDRAILS.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

test.each(GUARDRAILS)("$id says what it is, why, and where it comes from", ({ title, reason, source }) => {
  for (const sentence of [title, reason, source]) expect(sentence.length).toBeGreaterThan(10);
});
