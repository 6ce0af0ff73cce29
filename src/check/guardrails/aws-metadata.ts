import { isOpaque } from "../../stacks/opaque";
import type { Problem, SpecGuardrail } from "../guardrail";
import { AWS_SCALERS, type AwsScaler, knownKeys } from "../kubernetes/aws-scalers";
import { type Trigger, triggers } from "../kubernetes/triggers";
import { nearest } from "../suggest";

/** strconv.ParseBool of Go. */
const BOOLEAN = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function* checkKeys({ metadata, path, type }: Trigger, scaler: AwsScaler): Generator<Problem> {
  const known = knownKeys(scaler);
  for (const key of Object.keys(metadata)) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    yield {
      path: [...path, "metadata", key],
      value: metadata[key],
      rule: `${type} reads no metadata of this name`,
      fix: meant === undefined ? `use one of: ${known.join(", ")}` : `did you mean "${meant}"?`,
    };
  }
  for (const key of scaler.required) {
    const names = [key].flat();
    if (names.some((name) => metadata[name] !== undefined && metadata[name] !== "")) continue;
    const [first = ""] = names;
    yield {
      path: [...path, "metadata", first],
      value: metadata[first],
      rule: `${type} needs ${names.join(" or ")}`,
      fix: `add ${names.join(" or ")}`,
    };
  }
}

function* checkValues({ metadata, path }: Trigger, scaler: AwsScaler): Generator<Problem> {
  const kinds: readonly (readonly [readonly string[], RegExp, string, string])[] = [
    [scaler.integers, /^[+-]?\d+$/, "a whole number in quotes", '"5"'],
    [scaler.numbers, /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, "a number in quotes", '"0.5"'],
    [scaler.booleans, BOOLEAN, "true or false in quotes", '"true"'],
  ];
  for (const [keys, pattern, words, example] of kinds) {
    for (const key of keys) {
      const value = metadata[key];
      if (typeof value !== "string" || value === "" || isOpaque(value) || pattern.test(value)) continue;
      yield {
        path: [...path, "metadata", key],
        value,
        rule: `${key} is ${words}`,
        fix: `write for example ${example}`,
      };
    }
  }
}

export const awsMetadata: SpecGuardrail = {
  id: "aws-metadata",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "AWS triggers have the metadata that their scaler reads",
  reason:
    "The CRD accepts any text. KEDA refuses the metadata at run time, or ignores a misspelt key in silence.",
  source:
    "KEDA 2.20.2: pkg/scalers/aws_sqs_queue_scaler.go, aws_cloudwatch_scaler.go, aws_dynamodb_scaler.go",
  *check(spec) {
    for (const trigger of triggers(spec)) {
      const scaler = AWS_SCALERS[trigger.type];
      if (scaler === undefined) continue;
      yield* checkKeys(trigger, scaler);
      yield* checkValues(trigger, scaler);
    }
  },
};
