import { GOOD_PROJECT } from "../check/project";
import { runCli } from "./run";

test("list prints every account with its instances, and the lines to run in the order of the dependencies", async () => {
  const { code, out } = await runCli("list", "--project", GOOD_PROJECT);
  expect(code).toBe(0);
  expect(out).toBe(
    `222222222222 dev
  dev-use1 (us-east-1, cluster acme-dev)
    karpenter
    karpenter-node-pools  node pools general, batch; node classes default
    keda
    keda-scaled-objects   scaled objects orders/worker, shop/web, billing/invoices; scaled jobs media/encode; trigger authentications media/media

111111111111 mgmt
  mgmt-use1 (us-east-1)
    tfstate-backend

333333333333 prod
  prod-use1 (us-east-1, cluster acme-prod)
    karpenter
    karpenter-node-pools  node pools general; node classes default

Apply, in this order:
  atmos terraform apply karpenter -s dev-use1
  atmos terraform apply karpenter-node-pools -s dev-use1
  atmos terraform apply keda -s dev-use1
  atmos terraform apply keda-scaled-objects -s dev-use1
  atmos terraform apply tfstate-backend -s mgmt-use1
  atmos terraform apply karpenter -s prod-use1
  atmos terraform apply karpenter-node-pools -s prod-use1
`,
  );
});

test("list -s prints one stack", async () => {
  const { code, out } = await runCli("list", "-s", "mgmt-use1", "--project", GOOD_PROJECT);
  expect([code, out]).toEqual([
    0,
    `111111111111 mgmt
  mgmt-use1 (us-east-1)
    tfstate-backend

Apply, in this order:
  atmos terraform apply tfstate-backend -s mgmt-use1
`,
  ]);
});
