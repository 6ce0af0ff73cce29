import { check } from "../../src/check/check";
import { badInputs } from "./bad-inputs-cases";
import { lineOf, withProject } from "./project";

describe("check refuses", () => {
  test.each(badInputs)("$title", ({ change, at, id, field, says }) => {
    withProject([change], (directory) => {
      const findings = check(directory);
      const file = change.file ?? "stacks/dev.yaml";
      const first = findings.find((finding) => finding.id === id);
      expect(findings.map((finding) => finding.id)).toEqual(findings.map(() => id));
      expect(first).toMatchObject({ id, field, file, line: lineOf(directory, file, at) });
      expect(`${first?.rule}. ${first?.fix}.`).toContain(says);
    });
  });

  test("at least sixty kinds of mistakes", () => {
    expect(badInputs.length).toBeGreaterThanOrEqual(60);
  });
});
