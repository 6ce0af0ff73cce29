import { check } from "../../src/check/check";
import { type Change, GOOD_PROJECT, withProject } from "./project";

const ROWS: readonly { readonly title: string; readonly change: Change }[] = [
  {
    title: "a limit that only Atmos can resolve",
    change: { from: 'cpu: "40"', to: "cpu: !terraform.state quotas cpu" },
  },
  {
    title: "a template where a duration is wanted",
    change: { from: "consolidateAfter: 1m", to: 'consolidateAfter: "{{ .vars.patience }}"' },
  },
  {
    title: "a list of requirements that only Atmos can resolve",
    change: {
      from: `                requirements:
                  - key: karpenter.sh/capacity-type
                    operator: In
                    values: ["spot"]
                  - key: karpenter.k8s.aws/instance-category
                    operator: In
                    values: ["c", "m"]
                    minValues: 2
`,
      to: "                requirements: !terraform.state pools requirements\n",
    },
  },
  {
    title: "a queue that another component made",
    change: { from: "queueURL: acme-dev-media", to: "queueURL: !terraform.state queues media_url" },
  },
  {
    title: "all specs of an instance from another component",
    change: {
      file: "stacks/prod.yaml",
      from: "            userData: !terraform.state karpenter user_data",
      to: "            userData: !terraform.state karpenter user_data\n        tags: !terraform.state tags all",
    },
  },
  {
    title: "an AMI alias of a Windows family in production",
    change: {
      file: "stacks/catalog/node-classes.yaml",
      from: "alias: al2023@v20260801",
      to: "alias: windows2022@latest",
    },
  },
  {
    title: "a pool without cpu limit, so that no scaled object can pass it",
    change: { from: '              cpu: "40"\n', to: "" },
  },
  {
    title: "an instance profile instead of the node role",
    change: {
      file: "stacks/catalog/node-classes.yaml",
      from: "            amiSelectorTerms:",
      to: "            instanceProfile: acme-nodes\n            amiSelectorTerms:",
    },
  },
  {
    title: "a pool that only a taint tells from another one",
    change: {
      from: "            weight: 10\n",
      to: "",
    },
  },
  {
    title: "a disabled instance with nonsense in it",
    change: {
      from: "        operator_replicas: 2",
      to: "        operator_replicas: 2\n        enabled: false",
    },
  },
  {
    title: "an instance that Atmos leaves out",
    change: {
      from: "        component: karpenter\n      vars:\n        replicas",
      to: "        component: karpenter\n        enabled: false\n      vars:\n        replica",
    },
  },
  {
    title: "a dependency on another stack",
    change: {
      from: "      settings:\n        depends_on:\n          keda:\n",
      to: "      settings:\n        depends_on:\n          state:\n            component: tfstate-backend\n            stage: mgmt\n          keda:\n",
    },
  },
  {
    title: "a job that may be disrupted after half an hour",
    change: { from: 'karpenter.sh/do-not-disrupt: "true"', to: "karpenter.sh/do-not-disrupt: 30m" },
  },
  {
    title: "an expression instead of a metric",
    change: {
      from: "                  namespace: AWS/ApplicationELB\n                  metricName: RequestCount\n                  dimensionName: LoadBalancer;TargetGroup\n                  dimensionValue: app/web/1;targetgroup/web/2\n                  metricUnit: Count\n",
      to: '                  expression: SELECT MAX("RequestCount") FROM "AWS/ApplicationELB"\n',
    },
  },
  {
    title: "a formula with functions, text and a variable of its own",
    change: {
      from: 'formula: "max(requests, 2) * 2"',
      to: `formula: 'let half = requests / 2; half > 3 ? max(half, 1) : 1'`,
    },
  },
  {
    title: "a queue of another region with its region",
    change: {
      from: "queueURL: https://sqs.us-east-1.amazonaws.com/222222222222/acme-dev-orders",
      to: "queueURL: https://sqs.eu-west-1.amazonaws.com/222222222222/acme-dev-orders\n                  awsRegion: eu-west-1",
    },
  },
  {
    title: "defaults of scaled objects that give what an object leaves out",
    change: {
      from: "        scaled_objects:\n          orders/worker:\n            scaleTargetRef:\n              name: worker\n            minReplicaCount: 1\n",
      to: "        scaled_object_defaults:\n          minReplicaCount: 1\n        scaled_objects:\n          orders/worker:\n            scaleTargetRef:\n              name: worker\n",
    },
  },
];

describe("check accepts", () => {
  test("the whole project without a finding", () => {
    expect(check(GOOD_PROJECT)).toEqual([]);
  });

  test.each(["mgmt-use1", "dev-use1", "prod-use1"])("the stack %s by itself", (stack) => {
    expect(check(GOOD_PROJECT, { stack })).toEqual([]);
  });

  test.each(ROWS)("$title", ({ change }) => {
    expect(withProject([change], (directory) => check(directory))).toEqual([]);
  });
});

describe("a waiver", () => {
  const unlimited: Change = {
    from: '            limits:\n              cpu: "100"\n              memory: 400Gi\n',
    to: "",
  };
  const waiver: Change = {
    from: "      settings:\n        depends_on:\n          karpenter:",
    to: "      settings:\n        autoscaling:\n          waivers:\n            limits-missing: the account's quota is the limit until the new year\n        depends_on:\n          karpenter:",
  };

  test("keeps the finding, with its justification", () => {
    const findings = withProject([unlimited, waiver], (directory) => check(directory));
    expect(findings).toEqual([
      expect.objectContaining({
        id: "limits-missing",
        field: "vars.node_pools.general.limits",
        waived: "the account's quota is the limit until the new year",
      }),
    ]);
  });

  test("does not reach what the API server refuses", () => {
    const misspelt: Change = {
      from: '            limits:\n              cpu: "100"',
      to: '            limit:\n              cpu: "100"',
    };
    const findings = withProject([misspelt, waiver], (directory) => check(directory));
    expect(findings.map(({ id, waived }) => [id, waived])).toEqual([["crd-unknown-field", undefined]]);
  });
});

describe("check of one component", () => {
  test("leaves out the findings of the others", () => {
    const change: Change = { from: "replicas: 2\n        log", to: "replicas: 0\n        log" };
    withProject([change], (directory) => {
      expect(check(directory, { component: "keda" })).toEqual([]);
      expect(check(directory, { component: "karpenter" }).map(({ field }) => field)).toEqual([
        "vars.replicas",
      ]);
    });
  });
});

describe("check of a stack that does not exist", () => {
  test("says which ones there are", () => {
    const [finding, ...others] = check(GOOD_PROJECT, { stack: "dev-use2" });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: "stack-file", file: "atmos.yaml", value: '"dev-use2"' });
    expect(finding?.fix).toContain("dev-use1, mgmt-use1, prod-use1");
  });
});
