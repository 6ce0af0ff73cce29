import { isOpaque } from "../../stacks/opaque";
import type { Problem, SpecGuardrail } from "../guardrail";
import { type Trigger, triggers } from "../kubernetes/triggers";
import { isMapping } from "../path";

const TYPES: ReadonlySet<string> = new Set(["S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"]);

function isTyped(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const [type, ...more] = Object.keys(value);
  return more.length === 0 && TYPES.has(type ?? "");
}

const EXPRESSIONS = [
  {
    key: "expressionAttributeNames",
    prefix: "#",
    isRight: (value: unknown) => typeof value === "string",
    rule: 'expressionAttributeNames is JSON from #name to text, such as { "#k": "status" }',
  },
  {
    key: "expressionAttributeValues",
    prefix: ":",
    isRight: isTyped,
    rule: 'expressionAttributeValues is JSON from :name to a typed value, such as { ":v": {"S": "open"} }',
  },
] as const;

/** The mapping in the JSON text, or undefined. */
function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function* checkTrigger({ metadata, path }: Trigger): Generator<Problem> {
  for (const { key, prefix, isRight, rule } of EXPRESSIONS) {
    const value = metadata[key];
    if (typeof value !== "string" || value === "" || isOpaque(value)) continue;
    const place = [...path, "metadata", key];
    const parsed = parse(value);
    if (parsed === undefined) {
      yield { path: place, value, rule, fix: "write a JSON object, in single quotes in YAML" };
      continue;
    }
    const wrong = Object.keys(parsed).find((name) => !name.startsWith(prefix) || !isRight(parsed[name]));
    if (wrong !== undefined) yield { path: place, value, rule, fix: `change the entry ${wrong}` };
    const used = [metadata.keyConditionExpression, metadata.filterExpression]
      .filter((expression): expression is string => typeof expression === "string" && !isOpaque(expression))
      .flatMap((expression) => expression.match(prefix === "#" ? /#\w+/g : /:\w+/g) ?? []);
    const missing = used.find((name) => !Object.hasOwn(parsed, name));
    if (missing === undefined) continue;
    yield {
      path: place,
      value,
      rule: `every ${prefix}name in the expressions has an entry; ${missing} has none`,
      fix: `add ${missing}`,
    };
  }
}

export const dynamodbExpressions: SpecGuardrail = {
  id: "dynamodb-expressions",
  scope: "spec",
  kinds: ["ScaledObject", "ScaledJob"],
  title: "Names and values of DynamoDB expressions are JSON and complete",
  reason:
    "The CRD accepts any text; KEDA or DynamoDB refuse the query at run time and the workload does not scale.",
  source: "KEDA 2.20.2: pkg/scalers/aws_dynamodb_scaler.go, json2Map and json2DynamoMap",
  *check(spec) {
    for (const trigger of triggers(spec)) {
      if (trigger.type === "aws-dynamodb") yield* checkTrigger(trigger);
    }
  },
};
