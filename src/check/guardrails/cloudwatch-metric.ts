import { isOpaque } from "../../stacks/opaque";
import type { Problem, SpecGuardrail } from "../guardrail";
import { type Trigger, triggers } from "../kubernetes/triggers";
import { suggestion } from "../suggest";

/** Units of CloudWatch's StandardUnit. */
const SIZES = [
  "Bytes",
  "Kilobytes",
  "Megabytes",
  "Gigabytes",
  "Terabytes",
  "Bits",
  "Kilobits",
  "Megabits",
  "Gigabits",
  "Terabits",
];
const UNITS = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  ...SIZES,
  "Percent",
  "Count",
  ...SIZES.map((size) => `${size}/Second`),
  "Count/Second",
  "None",
];

/** Seconds of a setting, its default, or undefined when the text is not a number. */
function seconds(value: unknown): number | undefined {
  if (value === undefined || value === "") return 300;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

function* checkMetric({ metadata, path }: Trigger): Generator<Problem> {
  for (const key of ["namespace", "metricName", "dimensionName", "dimensionValue"]) {
    if ((metadata[key] ?? "") !== "") continue;
    yield {
      path: [...path, "metadata", key],
      value: metadata[key],
      rule: "without an expression, namespace, metricName, dimensionName and dimensionValue are needed",
      fix: `add ${key}, or write an expression`,
    };
  }
  const { dimensionName: names, dimensionValue: values, metricUnit: unit } = metadata;
  if (typeof names === "string" && typeof values === "string" && !isOpaque(names) && !isOpaque(values)) {
    const [left, right] = [names.split(";").length, values.split(";").length];
    if (left !== right) {
      yield {
        path: [...path, "metadata", "dimensionValue"],
        value: values,
        rule: `dimensionName and dimensionValue have the same number of parts; they have ${left} and ${right}`,
        fix: "separate the parts of both with ; in the same order",
      };
    }
  }
  if (typeof unit === "string" && unit !== "" && !isOpaque(unit) && !UNITS.includes(unit)) {
    const place = [...path, "metadata", "metricUnit"];
    yield {
      path: place,
      value: unit,
      rule: "metricUnit is a unit of CloudWatch",
      fix: suggestion(unit, UNITS),
    };
  }
}

function* checkPeriod({ metadata, path }: Trigger): Generator<Problem> {
  const period = seconds(metadata.metricStatPeriod);
  const collection = seconds(metadata.metricCollectionTime);
  if (period === undefined || collection === undefined) return;
  if (![1, 5, 10, 30].includes(period) && (period === 0 || period % 60 !== 0)) {
    yield {
      path: [...path, "metadata", "metricStatPeriod"],
      value: metadata.metricStatPeriod,
      rule: "metricStatPeriod is 1, 5, 10, 30 or a multiple of 60",
      fix: 'write for example "60"',
    };
  } else if (collection % period !== 0) {
    yield {
      path: [...path, "metadata", "metricCollectionTime"],
      value: metadata.metricCollectionTime,
      rule: `metricCollectionTime (300 where it is not given) is a multiple of metricStatPeriod (${period})`,
      fix: `write for example "${period * Math.max(1, Math.round(collection / period))}"`,
    };
  }
}

export const cloudwatchMetric: SpecGuardrail = {
  id: "cloudwatch-metric",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "CloudWatch triggers name a metric and a period that fit",
  reason: "The CRD accepts any text; KEDA refuses the trigger at run time and the workload does not scale.",
  source: "KEDA 2.20.2: pkg/scalers/aws_cloudwatch_scaler.go, Validate",
  *check(spec) {
    for (const trigger of triggers(spec)) {
      if (trigger.type !== "aws-cloudwatch") continue;
      if ((trigger.metadata.expression ?? "") === "") yield* checkMetric(trigger);
      yield* checkPeriod(trigger);
    }
  },
};
