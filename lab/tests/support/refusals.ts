/** A change of this repository's stacks that an OPA rule has to refuse. */
export interface Refusal {
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  readonly instance: string;
  readonly stack: string;
  /** File below schemas/opa. */
  readonly rule: string;
  /** Part of what Atmos prints. */
  readonly message: string;
}

const pools = "karpenter-node-pools";
const poolFile = (name: string) => `catalog/${pools}/${name}.yaml`;
const stackFile = (stage: string) => `stacks/${stage}/us-east-1.yaml`;
const accountFile = (stage: string) => `stacks/${stage}/_defaults.yaml`;
const queueWorker = "catalog/keda-scaled-objects/queue-worker.yaml";

function pool(file: string, from: string, to: string, message: string): Refusal {
  return {
    edits: [{ file, from, to }],
    instance: pools,
    stack: "prod-use1",
    rule: `${pools}.rego`,
    message,
  };
}

function one(
  instance: string,
  stack: string,
  rule: string,
  edit: readonly [file: string, from: string, to: string],
  message: string,
): Refusal {
  const [file, from, to] = edit;
  return { edits: [{ file, from, to }], instance, stack, rule, message };
}

const poolRefusals: readonly Refusal[] = [
  pool(poolFile("defaults"), "al2023@v20261106", "al2023@latest", "node_classes.default uses al2023@latest"),
  pool(poolFile("arm64"), '              cpu: "100"\n', "", "node_pools.arm64.limits has no cpu"),
  pool(
    poolFile("spot"),
    "              budgets:\n                - nodes: 20%\n",
    "",
    "node_pools.spot.disruption.budgets is missing",
  ),
  pool(poolFile("spot"), "- nodes: 20%", "- nodes: 100%", "budgets lets all nodes go at once"),
  pool(
    poolFile("spot"),
    "                terminationGracePeriod: 15m\n",
    "",
    "spot.template.spec.terminationGracePeriod is missing",
  ),
  pool(
    poolFile("general"),
    "values: [on-demand]",
    "values: [spot]",
    "no pool for on-demand nodes without taints",
  ),
];

const commonRefusals: readonly Refusal[] = [
  one(
    "keda",
    "prod-use1",
    "instance.rego",
    [accountFile("prod"), "prod/keda\n", "dev/keda\n"],
    "is 'dev/keda' and must be 'prod/keda'",
  ),
  one(
    "keda",
    "prod-use1",
    "instance.rego",
    [accountFile("prod"), "tfstate-prod-apply", "tfstate-dev-apply"],
    "must be the state role of prod",
  ),
  one(
    "keda",
    "prod-use1",
    "instance.rego",
    [accountFile("prod"), "333333333333:role/acme-prod", "222222222222:role/acme-prod"],
    "a role outside of account 333333333333",
  ),
  one(
    "keda",
    "prod-use1",
    "instance.rego",
    [stackFile("prod"), "replicas: 2", "enabled: false"],
    "enabled is false in prod",
  ),
];

const componentRefusals: readonly Refusal[] = [
  ...["karpenter", "keda"].map((component) =>
    one(
      component,
      "prod-use1",
      `${component}.rego`,
      [stackFile("prod"), "replicas: 2", "replicas: 1"],
      "replicas is 1: prod needs 2 or more",
    ),
  ),
  one(
    "tfstate-backend",
    "mgmt-use1",
    "tfstate-backend.rego",
    [stackFile("mgmt"), "        accounts:\n          mgmt: {}", "        enabled: false\n        accounts:"],
    "the state bucket of every account would go",
  ),
  one(
    "tfstate-backend",
    "mgmt-use1",
    "tfstate-backend.rego",
    [stackFile("mgmt"), "          mgmt: {}\n", ""],
    "accounts has no entry for mgmt itself",
  ),
  one(
    "pipeline-access",
    "mgmt-use1",
    "pipeline-access.rego",
    [stackFile("mgmt"), "apply_environments: [prod]", "apply_branches: [main]"],
    "accounts.prod.apply_branches must be empty",
  ),
  one(
    "pipeline-access",
    "dev-use1",
    "pipeline-access.rego",
    [
      stackFile("dev"),
      "        provider_role_arn:",
      '        github: {repository: acme/platform, accounts: {dev: {account_id: "222222222222"}}}\n        provider_role_arn:',
    ],
    "github is set in account 222222222222",
  ),
];

const objects = "keda-scaled-objects.rego";

const objectRefusals: readonly Refusal[] = [
  {
    edits: [
      { file: queueWorker, from: "          maxReplicaCount: 10\n", to: "" },
      { file: stackFile("prod"), from: "            maxReplicaCount: 40\n", to: "" },
    ],
    instance: "queue-workers",
    stack: "prod-use1",
    rule: objects,
    message: "orders/order-worker has no maxReplicaCount",
  },
  one(
    "queue-workers",
    "prod-use1",
    objects,
    [queueWorker, "fallback:", "other:"],
    "orders/order-worker has no fallback",
  ),
  one(
    "queue-workers",
    "prod-use1",
    objects,
    [stackFile("prod"), "- type: aws-sqs-queue", "- type: cron"],
    "goes to zero by a cron trigger",
  ),
];

/** One for each OPA rule. */
export const refusals: readonly Refusal[] = [
  ...poolRefusals,
  ...commonRefusals,
  ...componentRefusals,
  ...objectRefusals,
];
