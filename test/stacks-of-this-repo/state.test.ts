import { instances } from "./repo";

const stage = (vars: Readonly<Record<string, unknown>>) => String(vars.stage);

test("every state key starts with <stage>/<component>, which the account's state role is bound to", () => {
  expect(instances.map(({ backend }) => backend.workspace_key_prefix)).toEqual(
    instances.map(({ component, vars }) => `${stage(vars)}/${component}`),
  );
});

test("no two instances share a state", () => {
  const keys = instances.map(
    ({ backend, workspace }) => `${String(backend.workspace_key_prefix)}/${workspace}/${String(backend.key)}`,
  );
  expect(new Set(keys).size).toBe(instances.length);
});

test("all state is in the management account, encrypted with its key and locked, behind a role per account", () => {
  for (const { backend, backendType, vars } of instances) {
    const { workspace_key_prefix: _, ...rest } = backend;
    expect([backendType, rest]).toEqual([
      "s3",
      {
        bucket: "acme-mgmt-tfstate",
        key: "terraform.tfstate",
        region: "us-east-1",
        encrypt: true,
        kms_key_id: "arn:aws:kms:us-east-1:111111111111:alias/acme-mgmt-tfstate",
        use_lockfile: true,
        assume_role: {
          role_arn: `arn:aws:iam::111111111111:role/acme-mgmt-tfstate-${stage(vars)}-apply`,
          session_name: "atmos",
        },
      },
    ]);
  }
});

test("the state bucket has roles for exactly the accounts that keep state in it", () => {
  const backend = instances.find(({ component }) => component === "tfstate-backend");
  expect(Object.keys(backend?.vars.accounts as object).sort()).toEqual(
    [...new Set(instances.map(({ vars }) => stage(vars)))].sort(),
  );
});
