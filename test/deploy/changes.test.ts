import { applied, describe as inWords, planned, sum } from "../../src/deploy/changes";

test.each([
  ["No changes. Your infrastructure matches the configuration.", "no changes"],
  ["\u001b[1mPlan:\u001b[0m 3 to add, 0 to change, 0 to destroy.", "3 to create"],
  [
    "  # aws_a.b must be replaced\nPlan: 2 to add, 1 to change, 1 to destroy.",
    "1 to create, 1 to change, 1 to replace",
  ],
  ["  # aws_a.b is tainted, so must be replaced\nPlan: 1 to add, 0 to change, 1 to destroy.", "1 to replace"],
  [
    "  # aws_a.b will be replaced, as requested\nPlan: 1 to add, 0 to change, 3 to destroy.",
    "1 to replace, 2 to destroy",
  ],
  ["Plan: 1 to import, 0 to add, 2 to change, 0 to destroy.", "2 to change"],
  [
    "Changes to Outputs:\n  + arn = 1\nYou can apply this plan to save these new output values",
    "no resources, outputs or addresses only",
  ],
  ["Plan: 0 to add, 0 to change, 0 to destroy.", "no resources, outputs or addresses only"],
])("the plan %j is said to be: %s", (output, words) => {
  expect(inWords(planned(output), "planned")).toBe(words);
});

test.each([
  ["Apply complete! Resources: 1 added, 2 changed, 3 destroyed.", "1 created, 2 changed, 3 destroyed"],
  ["\u001b[32mDestroy complete! Resources: 4 destroyed.\u001b[0m", "4 destroyed"],
  ["Apply complete! Resources: 0 added, 0 changed, 0 destroyed.", "no changes"],
])("after %j it is said that there were: %s", (output, words) => {
  expect(inWords(applied(output), "done")).toBe(words);
});

test("changes of several instances are added up", () => {
  const one = planned("Plan: 1 to add, 2 to change, 3 to destroy.");
  expect(sum([one, planned("No changes."), one])).toEqual({
    create: 2,
    change: 4,
    replace: 0,
    destroy: 6,
    any: true,
  });
});
