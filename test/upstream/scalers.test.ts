import { scalerStatements, scalers, scalerTrustStatements } from "../../src/upstream/scalers";

test("each AWS scaler calls exactly one API", () => {
  expect(Object.entries(scalers).map(([type, { actions }]) => [type, actions])).toEqual([
    ["aws-cloudwatch", ["cloudwatch:GetMetricData"]],
    ["aws-dynamodb", ["dynamodb:Query"]],
    ["aws-sqs-queue", ["sqs:GetQueueAttributes"]],
  ]);
});

test("no trigger needs no statement", () => {
  expect(scalerStatements([])).toEqual([]);
});

test("a queue that two triggers read is named once, and queues are sorted", () => {
  const queue = (name: string) => ({
    type: "aws-sqs-queue" as const,
    queueArn: `arn:aws:sqs:us-east-1:222222222222:${name}`,
  });
  expect(scalerStatements([queue("b"), queue("a"), queue("b")])).toEqual([
    {
      Sid: "ReadQueueAttributes",
      Effect: "Allow",
      Action: ["sqs:GetQueueAttributes"],
      Resource: ["arn:aws:sqs:us-east-1:222222222222:a", "arn:aws:sqs:us-east-1:222222222222:b"],
    },
  ]);
});

test("nobody but the operator is trusted, with or without tags and external id", () => {
  for (const sessionTags of [true, false]) {
    for (const externalId of ["orders", undefined]) {
      const statements = scalerTrustStatements({ operatorRoleArn: "arn:operator", sessionTags, externalId });
      expect(new Set(statements.map(({ Principal }) => JSON.stringify(Principal)))).toEqual(
        new Set(['{"AWS":"arn:operator"}']),
      );
    }
  }
});
