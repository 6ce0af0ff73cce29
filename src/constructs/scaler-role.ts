import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { address, interpolate } from "../framework/expressions";
import { type ScalerTrigger, scalerStatements, scalerTrustStatements } from "../upstream/scalers";
import { policyText } from "./policy";

/** Properties of a `ScalerRole`. Text may contain `${...}`. */
export interface ScalerRoleProps {
  /** Name of the role, at most 64 characters. */
  readonly name: string;
  /**
   * IAM path, with a slash at both ends. The operator of the `keda` component may assume the roles under
   * `/keda/<cluster>/`.
   * @default "/"
   */
  readonly path?: string;
  /** What KEDA reads with the role. At least one. */
  readonly triggers: readonly ScalerTrigger[];
  /** ARN of the KEDA operator's role, the only one that may assume this role. */
  readonly operatorRoleArn: string;
  /**
   * Whether the operator's session carries tags: true under EKS Pod Identity, false under IRSA.
   * @default true
   */
  readonly sessionTags?: boolean;
  /** `podIdentity.externalID` of the TriggerAuthentication (KEDA 2.20). @default none is asked for */
  readonly externalId?: string;
  /** @default - none */
  readonly permissionsBoundaryArn?: string;
  /** Text of a `count` expression, for example `var.enabled ? 1 : 0`. @default - no count: the role always exists */
  readonly count?: string;
}

/**
 * A role that lets KEDA read what some triggers scale on, and nothing else: its ARN goes into
 * `podIdentity.roleArn` of a TriggerAuthentication.
 */
export class ScalerRole extends Construct {
  /** Expression of the role's ARN; null while `count` is 0. */
  readonly arn: string;

  /** @throws when there is no trigger: a role that may do nothing is a mistake */
  constructor(scope: Construct, id: string, props: ScalerRoleProps) {
    super(scope, id);
    if (props.triggers.length === 0) {
      throw new Error(
        `ScalerRole ${id}: triggers is empty, so the role could do nothing. Add what KEDA reads with it.`,
      );
    }
    const role = new IamRole(this, "role", {
      name: props.name,
      path: props.path ?? "/",
      maxSessionDuration: 3600,
      assumeRolePolicy: policyText(
        scalerTrustStatements({
          operatorRoleArn: props.operatorRoleArn,
          sessionTags: props.sessionTags ?? true,
          externalId: props.externalId,
        }),
      ),
      ...(props.permissionsBoundaryArn === undefined
        ? {}
        : { permissionsBoundary: props.permissionsBoundaryArn }),
    });
    const index = props.count === undefined ? "" : "[0]";
    const policy = new IamRolePolicy(this, "reads", {
      name: "read-triggers",
      role: interpolate(`${address(role)}${index}.id`),
      policy: policyText(scalerStatements(props.triggers)),
    });
    if (props.count !== undefined) {
      for (const resource of [role, policy]) resource.addOverride("count", interpolate(props.count));
    }
    this.arn =
      props.count === undefined
        ? interpolate(`${address(role)}.arn`)
        : interpolate(`one(${address(role)}[*].arn)`);
  }
}
