import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { address, attribute, countWhen, interpolate } from "../framework/expressions";
import { type KarpenterFeature, type KarpenterNames, karpenterPolicies } from "../upstream/karpenter-iam";
import { policyText } from "./policy";

/** What the controller may do, and which role gets it. */
export interface KarpenterPolicySetProps extends KarpenterNames {
  /** Text: the policies are named `<namePrefix>-<id>`, at most 128 characters. */
  readonly namePrefix: string;
  /** Expression of the controller role's name. */
  readonly roleName: string;
  /** Conditions under which a feature's policy exists. @default - every feature is on */
  readonly features?: Partial<Readonly<Record<KarpenterFeature, string>>>;
  /** Condition under which anything exists. @default - "true" */
  readonly enabled?: string;
}

/**
 * The Karpenter controller's permissions as managed policies, split so that each stays below 6,144 characters for the
 * longest cluster name: one policy of all 18 statements does not from about 20 characters on.
 */
export class KarpenterPolicySet extends Construct {
  /** Addresses of the attachments, for `depends_on` of what uses the role. */
  readonly dependencies: readonly string[];

  constructor(scope: Construct, id: string, props: KarpenterPolicySetProps) {
    super(scope, id);
    const enabled = props.enabled ?? "true";
    this.dependencies = karpenterPolicies(props).map((policy) => {
      const feature = policy.feature === undefined ? undefined : props.features?.[policy.feature];
      const condition = feature === undefined ? enabled : `${grouped(enabled)} && ${grouped(feature)}`;
      const managed = new IamPolicy(this, policy.id, {
        name: `${props.namePrefix}-${policy.id}`,
        description: `Karpenter controller of ${props.clusterName}: ${policy.id}`,
        policy: policyText(policy.statements.map(({ statement }) => statement)),
      });
      managed.addOverride("count", countWhen(condition));
      const attachment = new IamRolePolicyAttachment(this, `${policy.id}-attachment`, {
        role: interpolate(props.roleName),
        policyArn: interpolate(attribute(managed, "arn")),
      });
      attachment.addOverride("count", interpolate(`length(${address(managed)})`));
      return address(attachment);
    });
  }
}

/** `||` and `? :` bind weaker than `&&`. */
function grouped(condition: string): string {
  return /\|\||\?/.test(condition) ? `(${condition})` : condition;
}
