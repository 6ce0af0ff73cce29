import { App, TerraformStack } from "cdktf";
import { WorkloadIdentity, type WorkloadIdentityProps } from "../../src/constructs/workload-identity";
import type { Json } from "../support/render";

function synth(props: Partial<WorkloadIdentityProps>) {
  const stack = new TerraformStack(new App(), "own");
  const identity = new WorkloadIdentity(stack, "controller", {
    roleName: "acme-dev-use1-karpenter",
    description: "Karpenter controller",
    clusterName: '"acme-dev-use1"',
    accountId: '"222222222222"',
    region: '"us-east-1"',
    partition: '"aws"',
    namespace: '"kube-system"',
    serviceAccount: '"karpenter"',
    ...props,
  });
  const { aws_iam_role: roles, aws_eks_pod_identity_association: associations } = (
    stack.toTerraform() as Json
  ).resource;
  const [id] = Object.keys(roles);
  return { identity, id, role: roles[id ?? ""], association: Object.values<Json>(associations)[0] };
}

test("by itself EKS Pod Identity gives the role to the service account of the cluster", () => {
  const { id, association } = synth({});
  expect(association).toMatchObject({
    cluster_name: '${"acme-dev-use1"}',
    namespace: '${"kube-system"}',
    service_account: '${"karpenter"}',
    role_arn: `\${one(aws_iam_role.${id}[*].arn)}`,
    count: "${true && !(false) ? 1 : 0}",
  });
});

test("a workload waits for role and association, by the ids that the stack gives them", () => {
  const { identity, id } = synth({});
  expect(identity.dependencies).toEqual([
    `aws_iam_role.${id}`,
    expect.stringMatching(/^aws_eks_pod_identity_association\.controller_association_[0-9A-F]{8}$/),
  ]);
  expect(identity.roleArn).toBe(`one(aws_iam_role.${id}[*].arn)`);
});

test("a permissions boundary and a condition reach the role", () => {
  expect(synth({ permissionsBoundary: "var.boundary", enabled: "var.enabled" }).role).toMatchObject({
    permissions_boundary: "${var.boundary}",
    count: "${var.enabled ? 1 : 0}",
  });
});
