import { kedaScaledObjects } from "../../src/components/keda-scaled-objects";
import { type Completion, completeScaledObjects } from "../../src/components/keda-scaled-objects/complete";
import { rendered } from "../support/render";
import { completionCases } from "./keda-scaled-objects-cases";

const operatorRoleArn = "arn:aws:iam::222222222222:role/acme-dev-keda-operator";
const assume = {
  Sid: "KedaOperatorAssumes",
  Effect: "Allow",
  Principal: { AWS: operatorRoleArn },
  Action: "sts:AssumeRole",
};
const tag = {
  Sid: "KedaOperatorPassesSessionTags",
  Effect: "Allow",
  Principal: { AWS: operatorRoleArn },
  Action: "sts:TagSession",
};

function completed(title: string): Completion {
  const found = completionCases.find((one) => one.title === title);
  if (found === undefined) throw new Error(`no case "${title}"`);
  return completeScaledObjects(found.vars);
}

const readQueue = (...Resource: string[]) => ({
  Sid: "ReadQueueAttributes",
  Effect: "Allow",
  Action: ["sqs:GetQueueAttributes"],
  Resource,
});
const queryTable = (...Resource: string[]) => ({
  Sid: "QueryTables",
  Effect: "Allow",
  Action: ["dynamodb:Query"],
  Resource,
});
const readMetrics = {
  Sid: "ReadMetrics",
  Effect: "Allow",
  Action: ["cloudwatch:GetMetricData"],
  Resource: ["*"],
};
const own = "arn:aws:sqs:us-east-1:222222222222:orders";
const jobs = "arn:aws:dynamodb:us-east-1:222222222222:table/Jobs";

test.each([
  ["a queue", [readQueue(own)]],
  ["a queue by name", [readQueue(own)]],
  ["a queue of another account", [readQueue("arn:aws:sqs:us-east-1:333333333333:orders")]],
  ["a FIFO queue", [readQueue(`${own}.fifo`)]],
  ["a FIFO queue by name", [readQueue(`${own}.fifo`)]],
  ["a queue in another region", [readQueue("arn:aws:sqs:eu-west-1:222222222222:orders")]],
  ["a queue through a VPC endpoint", [readQueue(own)]],
  ["a queue of a local stand-in", [readQueue(own)]],
  ["a metric", [readMetrics]],
  ["a table", [queryTable(jobs)]],
  ["an index", [queryTable(jobs, `${jobs}/index/by-status`)]],
  [
    "a table of another account",
    [
      queryTable(
        "arn:aws:dynamodb:us-east-1:333333333333:table/Jobs",
        "arn:aws:dynamodb:us-east-1:333333333333:table/Jobs/index/by-status",
      ),
    ],
  ],
])("the role of %s may read that and nothing else", (title, statements) => {
  expect(completed(title).roles["default/worker-0"]?.statements).toEqual(statements);
});

test("in China the ARNs are of its partition", () => {
  const { vars } = completionCases.find(({ title }) => title === "a queue of China") ?? { vars: undefined };
  if (vars === undefined) throw new Error("no case");
  expect(completeScaledObjects(vars, "aws-cn").roles["default/worker-0"]).toMatchObject({
    arn: "arn:aws-cn:iam::222222222222:role/keda/acme-dev/acme-dev.default.worker-0",
    statements: [readQueue("arn:aws-cn:sqs:cn-north-1:222222222222:orders")],
  });
});

test("a trigger without authentication gets a TriggerAuthentication with a role that KEDA's operator alone may assume", () => {
  expect(completed("a queue")).toEqual({
    objects: [
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "TriggerAuthentication",
        metadata: { name: "worker-0", namespace: "default" },
        spec: {
          podIdentity: {
            provider: "aws",
            roleArn: "arn:aws:iam::222222222222:role/keda/acme-dev/acme-dev.default.worker-0",
          },
        },
      },
      {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata: { name: "worker", namespace: "default" },
        spec: {
          scaleTargetRef: { name: "worker" },
          triggers: [
            {
              type: "aws-sqs-queue",
              authenticationRef: { name: "worker-0" },
              metadata: {
                queueURL: "https://sqs.us-east-1.amazonaws.com/222222222222/orders",
                queueLength: "5",
                awsRegion: "us-east-1",
              },
            },
          ],
        },
      },
    ],
    roles: {
      "default/worker-0": {
        name: "acme-dev.default.worker-0",
        arn: "arn:aws:iam::222222222222:role/keda/acme-dev/acme-dev.default.worker-0",
        trust: [assume, tag],
        statements: [readQueue(own)],
      },
    },
    problems: [],
  });
});

test("each trigger of an object has a role of its own", () => {
  const { roles } = completed("all three sources in one object");
  expect(Object.entries(roles).map(([id, { statements }]) => [id, statements])).toEqual([
    ["default/worker-0", [readQueue(own)]],
    ["default/worker-1", [readMetrics]],
    ["default/worker-2", [queryTable(jobs)]],
  ]);
});

test("triggers that name one TriggerAuthentication share its role, which reads what all of them name", () => {
  const { roles, objects } = completed("one TriggerAuthentication for two objects");
  expect(roles["default/shared"]?.statements).toEqual([readQueue(own, `${own}-b`)]);
  expect(
    objects.filter(({ kind }) => kind === "TriggerAuthentication").map(({ metadata }) => metadata.name),
  ).toEqual(["b-1", "shared"]);
});

test("an external id is asked for, when the operator assumes the role", () => {
  expect(completed("an external id").roles["default/shared"]?.trust).toEqual([
    { ...assume, Condition: { StringEquals: { "sts:ExternalId": "acme/orders" } } },
    tag,
  ]);
});

test("under IRSA there are no session tags to pass on", () => {
  expect(completed("IRSA").roles["default/worker-0"]?.trust).toEqual([assume]);
});

test("what brings its own credentials stays as it is, and no role is made", () => {
  const found = completionCases.find(({ title }) => title.startsWith("TriggerAuthentications that bring"));
  const { objects, roles, problems } = completed(found?.title ?? "");
  expect({ roles, problems }).toEqual({ roles: {}, problems: [] });
  const declared = found?.vars.trigger_authentications as Record<string, unknown>;
  const made = objects.filter(({ kind }) => kind === "TriggerAuthentication");
  expect(Object.fromEntries(made.map(({ metadata, spec }) => [metadata.name, spec]))).toEqual(declared);
});

test("other triggers stay as they are; those on AWS get the region", () => {
  const { objects } = completed("triggers on other things");
  const specs = objects.map(
    ({ spec }) => spec as { triggers: { type: string; metadata: Record<string, string> }[] },
  );
  expect(
    specs.flatMap(({ triggers }) => triggers).map(({ type, metadata }) => [type, metadata.awsRegion]),
  ).toEqual([
    ["prometheus", undefined],
    ["cpu", undefined],
    ["cron", undefined],
    ["aws-kinesis-stream", "us-east-1"],
  ]);
});

test("roles whose names are too long are cut, and stay different", () => {
  const names = Object.values(completed("names that have to be cut").roles).map(({ name }) => name);
  expect(names.map((name) => name.length)).toEqual([64, 64]);
  expect(new Set(names).size).toBe(2);
});

test("namespace and name cannot be mistaken for each other in the name of a role", () => {
  const { roles } = completed("names that could be mistaken for each other");
  expect(Object.values(roles).map(({ name }) => name)).toEqual([
    "acme-dev.team-a.orders-0",
    "acme-dev.team.a-orders-0",
  ]);
});

test("an object starts from the defaults: its own mappings are merged, its lists and values replace", () => {
  const own = completed("defaults").objects.find(({ metadata }) => metadata.name === "own");
  expect(own?.spec).toEqual({
    scaleTargetRef: { name: "worker" },
    maxReplicaCount: 4,
    fallback: { failureThreshold: 3, replicas: 1 },
    triggers: [expect.objectContaining({ type: "aws-sqs-queue" })],
    advanced: {
      horizontalPodAutoscalerConfig: {
        behavior: {
          scaleUp: { selectPolicy: "Max" },
          scaleDown: { stabilizationWindowSeconds: 300, policies: [] },
        },
      },
    },
  });
});

const place = (type: string) => `ScaledObject default/worker, trigger 0 (${type}): `;
const authentication =
  "or give the trigger an authenticationRef to a TriggerAuthentication with a roleArn of its own.";

test.each([
  [
    "queue from the environment",
    `${place("aws-sqs-queue")}queueURLFromEnv is known to the pod alone, so no role can be made for the queue. Write queueURL, ${authentication}`,
  ],
  [
    "queue from the environment and a managed TriggerAuthentication",
    `${place("aws-sqs-queue")}queueURLFromEnv is known to the pod alone, so no role can be made for the queue. Write queueURL, ${authentication}`,
  ],
  [
    "no queue",
    `${place("aws-sqs-queue")}no queueURL, so the queue that its role may read is not known. Write queueURL, ${authentication}`,
  ],
  [
    "a queue with a wildcard",
    `${place("aws-sqs-queue")}queueURL https://sqs.us-east-1.amazonaws.com/222222222222/* is neither https://HOST/ACCOUNT/QUEUE with 12 digits and the queue name, nor the name of a queue of this account. Copy the URL of the queue.`,
  ],
  [
    "a queue URL without an account",
    `${place("aws-sqs-queue")}queueURL http://localhost:9324/queue/orders is neither https://HOST/ACCOUNT/QUEUE with 12 digits and the queue name, nor the name of a queue of this account. Copy the URL of the queue.`,
  ],
  [
    "a queue in another region than awsRegion",
    `${place("aws-sqs-queue")}its queue is in eu-west-1, awsRegion is us-east-1, and SQS answers for its own region alone. Write awsRegion: eu-west-1 in the metadata.`,
  ],
  [
    "a region with a wildcard",
    `${place("aws-sqs-queue")}awsRegion * is not a region. Write one such as us-east-1, or leave it out for the region of the stack.`,
  ],
  [
    "no table",
    `${place("aws-dynamodb")}no tableName, so the table that its role may query is not known. Write tableName, ${authentication}`,
  ],
  [
    "a table with a wildcard",
    `${place("aws-dynamodb")}tableName Job* is neither the name of a table (3 to 255 letters, digits, _ . -) nor its ARN. Write one of them.`,
  ],
  [
    "an index with a wildcard",
    `${place("aws-dynamodb")}indexName * is not the name of an index (3 to 255 letters, digits, _ . -). Write the name.`,
  ],
  [
    "an external id with a policy variable",
    "TriggerAuthentication default/shared: podIdentity.externalID has to be 2 to 1224 letters, digits and _ + = , . @ : / -. Change it.",
  ],
  [
    "two triggers for one TriggerAuthentication",
    "TriggerAuthentication default/worker-0 would be made by ScaledObject default/worker, trigger 0 (aws-cloudwatch) and ScaledJob default/worker, trigger 0 (aws-cloudwatch). Give the triggers other names, or an authenticationRef.",
  ],
  [
    "a declared TriggerAuthentication with the name of an implicit one",
    "TriggerAuthentication default/worker-0 would be made by trigger_authentications and ScaledObject default/worker, trigger 0 (aws-cloudwatch). Give the triggers other names, or an authenticationRef.",
  ],
  [
    "annotations of nothing",
    "object_annotations: wroker is no ScaledObject or ScaledJob of this instance. Use the key of one.",
  ],
])("%s is refused with the place, the rule and the fix", (title, sentence) => {
  expect(completed(`problem: ${title}`).problems).toEqual([sentence]);
});

test("two keys of one object are refused", () => {
  expect(completed("problem: two keys of one object").problems[0]).toBe(
    "ScaledObject default/worker is declared by default/worker and worker, which mean the same object. Keep one.",
  );
});

test("a policy that IAM would refuse is refused before", () => {
  expect(completed("problem: a policy that is too long").problems).toEqual([
    expect.stringMatching(
      /^TriggerAuthentication default\/shared: the policy of its role is [0-9]{5} characters long, IAM allows 10240\. Spread its triggers over two TriggerAuthentications\.$/,
    ),
  ]);
});

test("values that only Atmos can resolve are carried and not judged", () => {
  const value = "!terraform.state queues orders_url";
  const { roles, problems } = completeScaledObjects({
    cluster_name: "acme-dev",
    region: "us-east-1",
    account_id: "222222222222",
    scaled_objects: { worker: { triggers: [{ type: "aws-sqs-queue", metadata: { queueURL: value } }] } },
  });
  expect(problems).toEqual([]);
  expect(roles["default/worker-0"]?.statements).toEqual([readQueue(value)]);
});

describe("the component", () => {
  const { main, outputs } = rendered(kedaScaledObjects);

  test("makes one role per TriggerAuthentication below the cluster's own path, with one inline policy", () => {
    expect(main.resource.aws_iam_role.scaler).toEqual({
      for_each: "${toset([for id in local.role_ids : id if var.enabled])}",
      name: "${local.scaler_role_names[each.key]}",
      path: "/keda/${var.cluster_name}/",
      description: "What KEDA reads for TriggerAuthentication ${each.key} of cluster ${var.cluster_name}",
      max_session_duration: 3600,
      permissions_boundary: "${var.permissions_boundary_arn}",
      assume_role_policy: "${local.scaler_trust[each.key]}",
    });
    expect(main.resource.aws_iam_role_policy.scaler_reads).toEqual({
      for_each: "${toset([for id in local.role_ids : id if var.enabled])}",
      name: "read-triggers",
      role: "${aws_iam_role.scaler[each.key].id}",
      policy: "${local.scaler_policies[each.key]}",
    });
  });

  test("gives its objects to Helm after the roles, and to no one while there are problems", () => {
    const release = main.resource.helm_release.scaled_objects_release;
    expect(release.depends_on).toEqual(["aws_iam_role.scaler", "aws_iam_role_policy.scaler_reads"]);
    expect(release.lifecycle.precondition).toEqual([
      { condition: "${length(local.problems) == 0}", error_message: '${join("\\n", local.problems)}' },
    ]);
  });

  test("reads what KEDA says about its objects in checks alone, so that no plan needs the cluster", () => {
    expect(Object.keys(main.check)).toEqual(["cluster_exists", "scaled_jobs_ready", "scaled_objects_ready"]);
    expect(Object.keys(main.data)).toEqual(["aws_eks_cluster", "aws_eks_clusters", "aws_partition"]);
  });

  test("says which objects and roles it made", () => {
    expect(Object.keys(outputs.output)).toEqual([
      "scaled_job_names",
      "scaled_object_names",
      "scaler_role_arns",
    ]);
  });
});
