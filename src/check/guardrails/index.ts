import type { Guardrail } from "../guardrail";
import { awsEksIdentity } from "./aws-eks-identity";
import { awsMetadata } from "./aws-metadata";
import { backendAccount } from "./backend-account";
import { budgetCron } from "./budget-cron";
import { cachedMetrics } from "./cached-metrics";
import { cloudwatchMetric } from "./cloudwatch-metric";
import { componentTwice } from "./component-twice";
import { cronTrigger } from "./cron-trigger";
import { dependsOn } from "./depends-on";
import { dynamodbExpressions } from "./dynamodb-expressions";
import { expiryWithoutGrace } from "./expiry-without-grace";
import { fallback } from "./fallback";
import { fewSpotTypes } from "./few-spot-types";
import { formula } from "./formula";
import { idleReplicas } from "./idle-replicas";
import { imdsHops } from "./imds-hops";
import { imdsV1 } from "./imds-v1";
import { jobDisruptable } from "./job-disruptable";
import { latestAmiInProd } from "./latest-ami-in-prod";
import { limitsMissing } from "./limits-missing";
import { limitsNotText } from "./limits-not-text";
import { nodeClassMissing } from "./node-class-missing";
import { objectTwice } from "./object-twice";
import { poolsOverlap } from "./pools-overlap";
import { queueRegion } from "./queue-region";
import { queueUrl } from "./queue-url";
import { queueUrlFromEnv } from "./queue-url-from-env";
import { releaseTwice } from "./release-twice";
import { replicasOverLimits } from "./replicas-over-limits";
import { requirementValues } from "./requirement-values";
import { requirementsContradict } from "./requirements-contradict";
import { roleAccount } from "./role-account";
import { scaleTargetShared } from "./scale-target-shared";
import { scaledObjectName } from "./scaled-object-name";
import { stageAccount } from "./stage-account";
import { taintsInvalid } from "./taints-invalid";
import { triggerNames } from "./trigger-names";
import { volumeUnencrypted } from "./volume-unencrypted";
import { workloadRole } from "./workload-role";
import { zeroWithResourceTriggers } from "./zero-with-resource-triggers";

/** Every guardrail, one file each. */
export const GUARDRAILS: readonly Guardrail[] = [
  limitsMissing,
  limitsNotText,
  budgetCron,
  fewSpotTypes,
  taintsInvalid,
  requirementValues,
  requirementsContradict,
  imdsV1,
  imdsHops,
  volumeUnencrypted,
  zeroWithResourceTriggers,
  idleReplicas,
  formula,
  fallback,
  triggerNames,
  cachedMetrics,
  awsMetadata,
  queueUrl,
  cloudwatchMetric,
  dynamodbExpressions,
  cronTrigger,
  jobDisruptable,
  workloadRole,
  awsEksIdentity,
  nodeClassMissing,
  poolsOverlap,
  expiryWithoutGrace,
  scaledObjectName,
  scaleTargetShared,
  objectTwice,
  releaseTwice,
  queueUrlFromEnv,
  queueRegion,
  replicasOverLimits,
  latestAmiInProd,
  dependsOn,
  roleAccount,
  componentTwice,
  stageAccount,
  backendAccount,
];

/** The ids that a waiver may name. */
export const GUARDRAIL_IDS: readonly string[] = GUARDRAILS.map((guardrail) => guardrail.id);
