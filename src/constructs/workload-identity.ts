import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { address, attribute, interpolate } from "../framework/expressions";

/** Who gets a role, and how. Strings are Terraform expressions unless they say text. */
export interface WorkloadIdentityProps {
  /** Text: role name, at most 64 characters. May contain `${...}`. */
  readonly roleName: string;
  /** Text: description of the role. */
  readonly description: string;
  readonly clusterName: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Kubernetes namespace of the service account. */
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
  /** Condition: IAM roles for service accounts instead of EKS Pod Identity. @default - "false": EKS Pod Identity */
  readonly irsa?: string;
  /** ARN of the cluster's OIDC provider; read while `irsa` holds. @default - "null" */
  readonly oidcProviderArn?: string;
  /** ARN of a permissions boundary, or null. @default - "null" */
  readonly permissionsBoundary?: string;
  /** Condition under which the role exists. @default - "true" */
  readonly enabled?: string;
}

/**
 * A role for one service account of one cluster: by EKS Pod Identity, with the association, or by IRSA.
 *
 * Pod Identity sends the cluster, namespace and service account as session tags, and the trust policy asks for exactly
 * those, so that another cluster's association cannot use the role (EKS User Guide, pod-id-role and pod-id-abac).
 */
export class WorkloadIdentity extends Construct {
  readonly role: IamRole;
  readonly association: EksPodIdentityAssociation;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    const irsa = props.irsa ?? "false";
    const enabled = props.enabled ?? "true";
    this.role = new IamRole(this, "role", {
      name: props.roleName,
      description: props.description,
      maxSessionDuration: 3600,
      permissionsBoundary: interpolate(props.permissionsBoundary ?? "null"),
      assumeRolePolicy: interpolate(`${irsa} ? ${irsaTrust(props)} : ${podIdentityTrust(props)}`),
    });
    this.role.addOverride("count", interpolate(`${enabled} ? 1 : 0`));
    this.association = new EksPodIdentityAssociation(this, "association", {
      clusterName: interpolate(props.clusterName),
      namespace: interpolate(props.namespace),
      serviceAccount: interpolate(props.serviceAccount),
      roleArn: interpolate(attribute(this.role, "arn")),
    });
    this.association.addOverride("count", interpolate(`${enabled} && !(${irsa}) ? 1 : 0`));
  }

  /** Expression of the role's ARN, null while it is switched off. */
  get roleArn(): string {
    return attribute(this.role, "arn");
  }

  /** Expression of the role's name, null while it is switched off. */
  get roleName(): string {
    return attribute(this.role, "name");
  }

  /** Addresses that a workload needs before it starts. */
  get dependencies(): readonly string[] {
    return [address(this.role), address(this.association)];
  }
}

function podIdentityTrust(props: WorkloadIdentityProps): string {
  const cluster = `format("arn:%s:eks:%s:%s:cluster/%s", ${props.partition}, ${props.region}, ${props.accountId}, ${props.clusterName})`;
  return (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "PodIdentity", Effect = "Allow", ' +
    'Action = ["sts:AssumeRole", "sts:TagSession"], Principal = { Service = "pods.eks.amazonaws.com" }, ' +
    `Condition = { StringEquals = { "aws:RequestTag/eks-cluster-arn" = ${cluster}, ` +
    `"aws:RequestTag/kubernetes-namespace" = ${props.namespace}, ` +
    `"aws:RequestTag/kubernetes-service-account" = ${props.serviceAccount} } } }] })`
  );
}

/** The issuer is the part of the provider's ARN behind `oidc-provider/` (EKS User Guide, IRSA trust policy). */
function irsaTrust(props: WorkloadIdentityProps): string {
  const arn = props.oidcProviderArn ?? "null";
  const issuer = `try(element(split("oidc-provider/", ${arn}), 1), "")`;
  return (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "ServiceAccount", Effect = "Allow", ' +
    `Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = ${arn} }, ` +
    `Condition = { StringEquals = { (format("%s:aud", ${issuer})) = "sts.amazonaws.com", ` +
    `(format("%s:sub", ${issuer})) = format("system:serviceaccount:%s:%s", ${props.namespace}, ${props.serviceAccount}) } } }] })`
  );
}
