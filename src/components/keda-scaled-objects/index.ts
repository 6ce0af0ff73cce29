import { chartFiles } from "../../constructs/chart-objects";
import { defineComponent } from "../../framework/component";
import { clusterInputs, iamInputs } from "../../framework/context";
import { guide } from "./guide";
import { inputs } from "./inputs";
import { declareObjects } from "./objects";
import { declareProblems } from "./problems";
import { buildRelease } from "./release";
import { buildRoles, declareRoleLocals } from "./roles";
import { declareTriggers } from "./triggers";

/** ScaledObjects, ScaledJobs and TriggerAuthentications, and for each trigger on AWS the role that it needs. */
export const kedaScaledObjects = defineComponent({
  name: "keda-scaled-objects",
  summary:
    "Which workloads KEDA scales on what, and for each trigger on SQS, CloudWatch and DynamoDB the role that it needs and no more.",
  guide,
  example: `
components:
  terraform:
    queue-workers:
      metadata:
        component: keda-scaled-objects
      vars:
        cluster_name: acme-dev-use1
        workload_namespace: orders
        scaled_objects:
          order-worker:
            scaleTargetRef:
              name: order-worker
            minReplicaCount: 0
            maxReplicaCount: 20
            triggers:
              - type: aws-sqs-queue
                metadata:
                  queueURL: https://sqs.us-east-1.amazonaws.com/222222222222/acme-dev-orders
                  queueLength: "20"
          billing/invoice-worker:
            scaleTargetRef:
              name: invoice-worker
            maxReplicaCount: 5
            triggers:
              - type: aws-dynamodb
                name: due
                metadata:
                  tableName: acme-dev-invoices
                  indexName: status
                  keyConditionExpression: "#status = :due"
                  expressionAttributeNames: '{"#status": "status"}'
                  expressionAttributeValues: '{":due": {"S": "due"}}'
                  targetValue: "50"
        object_annotations:
          billing/invoice-worker:
            autoscaling.keda.sh/paused: "true"
`,
  providers: ["aws", "helm", "kubernetes"],
  inputs: { ...clusterInputs, ...iamInputs, ...inputs },
  files: chartFiles("keda-scaled-objects"),
  build(stack) {
    declareTriggers(stack);
    declareRoleLocals(stack);
    declareProblems(stack);
    declareObjects(stack);
    buildRelease(stack, buildRoles(stack));
  },
});
