import type { CompletionVars } from "../../src/components/keda-scaled-objects/complete";

/**
 * Instances for the completion: the unit test asserts what TypeScript makes of some, the lab's test
 * scaled-object-completion that Terraform and TypeScript make the same of all.
 */
export interface CompletionCase {
  readonly title: string;
  readonly vars: CompletionVars;
}

const context = { cluster_name: "acme-dev", region: "us-east-1", account_id: "222222222222" };
const queueURL = "https://sqs.us-east-1.amazonaws.com/222222222222/orders";
const sqs = (metadata: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  type: "aws-sqs-queue",
  metadata,
  ...rest,
});
const table = { keyConditionExpression: "pk = :pk", tableName: "Jobs", targetValue: "5" };
const dynamodb = (metadata: Record<string, unknown>) => ({
  type: "aws-dynamodb",
  metadata: { ...table, ...metadata },
});
const cloudwatch = { type: "aws-cloudwatch", metadata: { targetMetricValue: "10", minMetricValue: "0" } };
const target = { scaleTargetRef: { name: "worker" } };
const scaled = (...triggers: unknown[]) => ({ ...target, triggers });
const uses = (name: string, kind?: string) => ({
  authenticationRef: { name, ...(kind === undefined ? {} : { kind }) },
});
const one = (trigger: unknown): CompletionVars => ({
  ...context,
  scaled_objects: { worker: scaled(trigger) },
});
const aws = { podIdentity: { provider: "aws" } };

export const completionCases: readonly CompletionCase[] = [
  { title: "nothing", vars: context },
  { title: "a queue", vars: one(sqs({ queueURL, queueLength: "5" })) },
  { title: "a queue by name", vars: one(sqs({ queueURL: "orders" })) },
  {
    title: "a queue of another account",
    vars: one(sqs({ queueURL: queueURL.replace("222222222222", "333333333333") })),
  },
  { title: "a FIFO queue", vars: one(sqs({ queueURL: `${queueURL}.fifo` })) },
  { title: "a FIFO queue by name", vars: one(sqs({ queueURL: "orders.fifo" })) },
  {
    title: "a queue in another region",
    vars: one(sqs({ queueURL: queueURL.replace("us-east-1", "eu-west-1"), awsRegion: "eu-west-1" })),
  },
  {
    title: "a queue of China",
    vars: one(
      sqs({
        queueURL: "https://sqs.cn-north-1.amazonaws.com.cn/222222222222/orders",
        awsRegion: "cn-north-1",
      }),
    ),
  },
  {
    title: "a queue through a VPC endpoint",
    vars: one(
      sqs({ queueURL: "https://vpce-0a1b-2c3d.sqs.us-east-1.vpce.amazonaws.com/222222222222/orders" }),
    ),
  },
  {
    title: "a queue of a local stand-in",
    vars: one(sqs({ queueURL: "http://localhost:5000/222222222222/orders" })),
  },
  { title: "a metric", vars: one(cloudwatch) },
  { title: "a table", vars: one(dynamodb({})) },
  { title: "an index", vars: one(dynamodb({ indexName: "by-status" })) },
  {
    title: "a table of another account",
    vars: one(
      dynamodb({ tableName: "arn:aws:dynamodb:us-east-1:333333333333:table/Jobs", indexName: "by-status" }),
    ),
  },
  {
    title: "all three sources in one object",
    vars: { ...context, scaled_objects: { worker: scaled(sqs({ queueURL }), cloudwatch, dynamodb({})) } },
  },
  {
    title: "trigger names that are no Kubernetes names",
    vars: {
      ...context,
      scaled_objects: {
        worker: scaled(
          sqs({ queueURL }, { name: "Orders_Queue" }),
          sqs({ queueURL }, { name: "___" }),
          sqs({ queueURL }, { name: "" }),
        ),
      },
    },
  },
  {
    title: "a ScaledJob, other namespaces, annotations",
    vars: {
      ...context,
      workload_namespace: "shop",
      scaled_objects: { worker: scaled(sqs({ queueURL })), "billing/worker": scaled(cloudwatch) },
      scaled_jobs: {
        "shop/report": { jobTargetRef: { template: {} }, triggers: [dynamodb({})], maxReplicaCount: 5 },
      },
      object_annotations: {
        "shop/worker": { "autoscaling.keda.sh/paused": "true" },
        "billing/worker": { a: "1", b: "2" },
      },
    },
  },
  {
    title: "defaults",
    vars: {
      ...context,
      scaled_object_defaults: {
        maxReplicaCount: 10,
        triggers: [cloudwatch],
        fallback: { failureThreshold: 3, replicas: 2 },
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Pods", value: 1 }] },
            },
          },
        },
      },
      scaled_job_defaults: { jobTargetRef: { template: { metadata: { labels: { team: "billing" } } } } },
      scaled_objects: {
        plain: target,
        own: {
          ...scaled(sqs({ queueURL })),
          maxReplicaCount: 4,
          fallback: { replicas: 1 },
          advanced: {
            horizontalPodAutoscalerConfig: {
              behavior: { scaleUp: { selectPolicy: "Max" }, scaleDown: { policies: [] } },
            },
          },
        },
        without: { ...target, fallback: null, advanced: "none" },
      },
      scaled_jobs: {
        report: {
          jobTargetRef: { template: { metadata: { labels: { app: "report" } } } },
          triggers: [dynamodb({})],
        },
      },
    },
  },
  {
    title: "one TriggerAuthentication for two objects",
    vars: {
      ...context,
      scaled_objects: {
        a: scaled(sqs({ queueURL }, uses("shared"))),
        b: scaled(sqs({ queueURL: `${queueURL}-b` }, uses("shared", "TriggerAuthentication")), cloudwatch),
      },
      trigger_authentications: { shared: aws },
    },
  },
  {
    title: "an external id",
    vars: {
      ...context,
      ...one(sqs({ queueURL }, uses("shared"))),
      trigger_authentications: { shared: { podIdentity: { provider: "aws", externalID: "acme/orders" } } },
    },
  },
  { title: "IRSA", vars: { ...one(sqs({ queueURL })), identity: "irsa" } },
  {
    title: "another operator role",
    vars: { ...one(sqs({ queueURL })), operator_role_arn: "arn:aws:iam::222222222222:role/platform/keda" },
  },
  {
    title: "TriggerAuthentications that bring their own credentials",
    vars: {
      ...context,
      scaled_objects: {
        role: scaled(sqs({ queueURL }, uses("role"))),
        secret: scaled(sqs({ queueURL }, uses("secret"))),
        workload: scaled(sqs({ queueURL }, uses("workload"))),
        cluster: scaled(sqs({ queueURL }, uses("role", "ClusterTriggerAuthentication"))),
        elsewhere: scaled(sqs({ queueURLFromEnv: "QUEUE" }, uses("elsewhere"))),
        keys: scaled(sqs({ queueURL, awsAccessKeyIDFromEnv: "KEY", awsSecretAccessKeyFromEnv: "SECRET" })),
      },
      trigger_authentications: {
        role: { podIdentity: { provider: "aws", roleArn: "arn:aws:iam::333333333333:role/orders" } },
        secret: { secretTargetRef: [{ parameter: "awsAccessKeyID", name: "keys", key: "id" }] },
        workload: { podIdentity: { provider: "aws", identityOwner: "workload" } },
        unused: aws,
      },
    },
  },
  {
    title: "triggers on other things",
    vars: {
      ...context,
      scaled_objects: {
        worker: {
          ...scaled(
            {
              type: "prometheus",
              metadata: { serverAddress: "http://prometheus", query: "up", threshold: "1" },
            },
            { type: "cpu", metricType: "Utilization", metadata: { value: "60" } },
            {
              type: "cron",
              metadata: { timezone: "Etc/UTC", start: "0 6 * * *", end: "0 20 * * *", desiredReplicas: "3" },
            },
            { type: "aws-kinesis-stream", metadata: { streamName: "clicks" } },
          ),
          minReplicaCount: 1,
          advanced: {
            horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } },
          },
        },
      },
    },
  },
  {
    title: "names that have to be cut",
    vars: {
      ...context,
      cluster_name: "a".repeat(100),
      scaled_objects: {
        [`team-a/${"o".repeat(50)}`]: scaled(sqs({ queueURL })),
        [`team/a-${"o".repeat(50)}`]: scaled(sqs({ queueURL })),
      },
    },
  },
  {
    title: "names that could be mistaken for each other",
    vars: {
      ...context,
      scaled_objects: { "team-a/orders": scaled(cloudwatch), "team/a-orders": scaled(cloudwatch) },
    },
  },
  {
    title: "specs without triggers, and of no shape",
    vars: {
      ...context,
      scaled_objects: {
        none: target,
        empty: scaled(),
        text: { ...target, triggers: "no list" },
        odd: scaled(
          {},
          { type: "aws-sqs-queue" },
          { type: "cron", metadata: null },
          sqs({ queueURL, awsRegion: null }),
          sqs({ queueURL, awsRegion: "" }),
        ),
        numbers: scaled({ type: "aws-cloudwatch", metadata: { targetMetricValue: 5 }, name: 7 }, "text"),
      },
    },
  },
  {
    title: "a reference without a name",
    vars: {
      ...context,
      scaled_objects: {
        worker: scaled(sqs({ queueURL }, { authenticationRef: { kind: "TriggerAuthentication" } })),
      },
    },
  },
  { title: "problem: queue from the environment", vars: one(sqs({ queueURLFromEnv: "QUEUE" })) },
  {
    title: "problem: queue from the environment and a managed TriggerAuthentication",
    vars: {
      ...one(sqs({ queueURLFromEnv: "QUEUE" }, uses("shared"))),
      trigger_authentications: { shared: aws },
    },
  },
  { title: "problem: no queue", vars: one(sqs({})) },
  {
    title: "problem: a queue with a wildcard",
    vars: one(sqs({ queueURL: queueURL.replace("orders", "*") })),
  },
  {
    title: "problem: a queue URL without an account",
    vars: one(sqs({ queueURL: "http://localhost:9324/queue/orders" })),
  },
  {
    title: "problem: a queue in another region than awsRegion",
    vars: one(sqs({ queueURL: queueURL.replace("us-east-1", "eu-west-1") })),
  },
  { title: "problem: a region with a wildcard", vars: one(sqs({ queueURL: "orders", awsRegion: "*" })) },
  { title: "problem: no table", vars: one({ type: "aws-dynamodb", metadata: {} }) },
  { title: "problem: a table with a wildcard", vars: one(dynamodb({ tableName: "Job*" })) },
  { title: "problem: an index with a wildcard", vars: one(dynamodb({ indexName: "*" })) },
  {
    title: "problem: an external id with a policy variable",
    vars: {
      ...one(sqs({ queueURL }, uses("shared"))),
      trigger_authentications: {
        shared: { podIdentity: { provider: "aws", externalID: "${aws:username}" } },
      },
    },
  },
  {
    title: "problem: two keys of one object",
    vars: {
      ...context,
      scaled_objects: { worker: scaled(cloudwatch), "default/worker": scaled(cloudwatch) },
    },
  },
  {
    title: "problem: two triggers for one TriggerAuthentication",
    vars: {
      ...context,
      scaled_objects: { worker: scaled(cloudwatch) },
      scaled_jobs: { worker: { jobTargetRef: {}, triggers: [cloudwatch] } },
    },
  },
  {
    title: "problem: a declared TriggerAuthentication with the name of an implicit one",
    vars: { ...one(cloudwatch), trigger_authentications: { "worker-0": { secretTargetRef: [] } } },
  },
  {
    title: "problem: annotations of nothing",
    vars: { ...one(cloudwatch), object_annotations: { wroker: { a: "1" } } },
  },
  {
    title: "problem: a policy that is too long",
    vars: {
      ...context,
      scaled_objects: Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [
          `worker-${index}`,
          scaled(sqs({ queueURL: `${queueURL}-${"x".repeat(60)}-${index}` }, uses("shared"))),
        ]),
      ),
      trigger_authentications: { shared: aws },
    },
  },
];
