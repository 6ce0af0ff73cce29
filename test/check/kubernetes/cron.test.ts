import { cronProblem } from "../../../src/check/kubernetes/cron";

test.each(["0 9 * * mon-fri", "*/5 0-23/2 1,15 jan-DEC 0", "? * * * SUN,sat", "59 23 31 12 6"])(
  "%s is a schedule",
  (schedule) => {
    expect(cronProblem(schedule, false)).toBeUndefined();
  },
);

test.each([
  ["0 9 * *", "it has 4 fields instead of 5"],
  ["0 24 * * *", "hour 24 is not in 0 to 23"],
  ["0 9 * * 7", "day of week 7 is not in 0 to 6"],
  ["0 9 * * fri-mon", '"fri-mon" ends before it begins'],
  ["0 9 * * funday", '"funday" is no day of week'],
  ["*/0 * * * *", 'the step of "*/0" is not a number of 1 or more'],
  ["1/2/3 * * * *", '"1/2/3" has more than one step'],
  ["0 9 L * *", '"L" is no day of month'],
  ["@daily", "macros are not accepted here"],
])("%s is no schedule: %s", (schedule, problem) => {
  expect(cronProblem(schedule, false)).toBe(problem);
});

test("macros are schedules where they are accepted", () => {
  expect(cronProblem("@daily", true)).toBeUndefined();
  expect(cronProblem("@reboot", true)).toBe('"@reboot" is no macro');
});
