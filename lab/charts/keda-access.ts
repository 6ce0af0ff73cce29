import type { KubeObject } from "../cluster/objects";
import type { Manifests, Templated } from "./keda";
import { all, metadata, parts } from "./keda-parts";
import { fill } from "./template";

/** Accounts, roles, the external metrics API and the webhooks. */
export function access(manifests: Manifests): Record<string, Templated> {
  return {
    ...accounts(),
    ...roles(manifests),
    apiservice: apiService(manifests),
    "webhooks-configuration": webhooks(manifests),
  };
}

/** The operator's account gets the role of IRSA (amazon-eks-pod-identity-webhook). */
const irsa =
  'ternary (dict "eks.amazonaws.com/role-arn" .Values.podIdentity.aws.irsa.roleArn ' +
  '"eks.amazonaws.com/audience" .Values.podIdentity.aws.irsa.audience ' +
  '"eks.amazonaws.com/sts-regional-endpoints" .Values.podIdentity.aws.irsa.stsRegionalEndpoints ' +
  '"eks.amazonaws.com/token-expiration" (.Values.podIdentity.aws.irsa.tokenExpiration | int64 | toString)) ' +
  "(dict) .Values.podIdentity.aws.irsa.enabled";

function accounts(): Record<string, Templated> {
  return Object.fromEntries(
    Object.values(parts).map((part) => {
      const values = `.Values.serviceAccount.${part.key}`;
      const annotations = `merge (dict) ${values}.annotations ${part.key === "operator" ? `(${irsa})` : ""}`;
      const object = {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { ...metadata(`${values}.name`), annotations: fill(annotations) },
        automountServiceAccountToken: fill(`${values}.automountServiceAccountToken`),
      };
      return [`${part.settings}-account`, { object, when: all(part.when, `${values}.create`) as string }];
    }),
  );
}

/** KEDA's manifests have one account for everything, so each account of the chart gets what that one has. */
function roles(manifests: Manifests): Record<string, Templated> {
  const found = [
    "rbac/role.yaml",
    "rbac/role_binding.yaml",
    "metrics-server/role.yaml",
    "metrics-server/role_binding.yaml",
  ]
    .flatMap(manifests)
    .map(inRelease);
  return Object.fromEntries(
    found.map((object) => [`role-${object.kind.toLowerCase()}-${object.metadata.name}`, { object }]),
  );
}

function inRelease(found: Binding): Binding {
  const { namespace } = found.metadata;
  const object = {
    ...found,
    metadata: {
      ...found.metadata,
      ...(namespace === "keda" ? { namespace: fill(".Release.Namespace") } : {}),
    },
  };
  return found.subjects === undefined
    ? object
    : { ...object, subjects: found.subjects.flatMap(withAllAccounts) };
}

interface Subject {
  readonly name: string;
}

/** A role, or a binding with its subjects. */
interface Binding extends KubeObject {
  readonly subjects?: readonly Subject[];
}

function withAllAccounts(subject: Subject): Subject[] {
  if (subject.name !== "keda-operator") return [subject];
  return Object.values(parts).map(({ key }) => ({
    ...subject,
    name: fill(`.Values.serviceAccount.${key}.name`),
    namespace: fill(".Release.Namespace"),
  }));
}

function apiService(manifests: Manifests): Templated {
  const [found] = manifests("metrics-server/api_service.yaml") as readonly [KubeObject];
  const service = { name: fill(parts.metricsServer.name), namespace: fill(".Release.Namespace"), port: 443 };
  const object = { ...found, spec: { ...(found.spec as object), service } };
  return { object, when: parts.metricsServer.when };
}

function webhooks(manifests: Manifests): Templated {
  const [found] = manifests("webhooks/validation_webhooks.yaml") as readonly [
    KubeObject & { readonly webhooks: readonly Webhook[] },
  ];
  const object = {
    ...found,
    webhooks: found.webhooks.map((webhook) => ({
      ...webhook,
      failurePolicy: fill(".Values.webhooks.failurePolicy"),
      timeoutSeconds: fill(".Values.webhooks.timeoutSeconds"),
      clientConfig: {
        service: {
          ...webhook.clientConfig.service,
          name: fill(parts.webhooks.name),
          namespace: fill(".Release.Namespace"),
        },
      },
    })),
  };
  return { object, when: parts.webhooks.when };
}

/** As far as it is changed here. */
interface Webhook {
  readonly clientConfig: { readonly service: object };
}
