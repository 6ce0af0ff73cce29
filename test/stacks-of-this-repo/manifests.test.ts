import { at, filesBelow, instances, mapping, reading, text, yaml } from "./repo";

const catalog = filesBelow("catalog", ".yaml");
const manifests = [...catalog, ...filesBelow("stacks", ".yaml")];

test("every stack resolves without a problem, and the three accounts get what they should", () => {
  expect(reading.problems).toEqual([]);
  const workload = [
    "pipeline-access",
    "karpenter",
    "karpenter-node-pools",
    "keda",
    "queue-workers",
    "metric-services",
    "table-workers",
  ];
  expect(reading.stacks.map((stack) => [stack.name, [...stack.instances.keys()].sort()])).toEqual([
    ["dev-use1", [...workload].sort()],
    ["mgmt-use1", ["pipeline-access", "tfstate-backend"]],
    ["prod-use1", [...workload].sort()],
  ]);
});

test.each([
  ["mgmt-use1", "111111111111"],
  ["dev-use1", "222222222222"],
  ["prod-use1", "333333333333"],
])("everything in %s is made in account %s", (stack, account) => {
  const own = instances.filter((instance) => instance.stack === stack);
  expect([...new Set(own.map((instance) => instance.vars.account_id))]).toEqual([account]);
  const roles = own.map((instance) => instance.vars.provider_role_arn).filter((role) => role !== null);
  expect(roles.filter((role) => !String(role).startsWith(`arn:aws:iam::${account}:role/`))).toEqual([]);
});

test("bootstrap needs no role that it has yet to make", () => {
  const roles = instances
    .filter(({ component }) => component === "tfstate-backend" || component === "pipeline-access")
    .map(({ stack, component, vars }) => [stack, component, vars.provider_role_arn]);
  expect(roles).toEqual(
    expect.arrayContaining([
      ["mgmt-use1", "tfstate-backend", null],
      ["mgmt-use1", "pipeline-access", null],
      ["dev-use1", "pipeline-access", "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"],
      ["prod-use1", "pipeline-access", "arn:aws:iam::333333333333:role/OrganizationAccountAccessRole"],
    ]),
  );
  expect(roles).toHaveLength(4);
});

test("the catalog makes nothing by itself: all of it is abstract and says of which component", () => {
  for (const file of catalog) {
    for (const [name, section] of Object.entries(mapping(at(yaml(file), "components", "terraform")))) {
      const folder = file.split("/")[1];
      const stem = file.split("/")[2]?.replace(".yaml", "");
      expect({ file, name, metadata: at(section, "metadata") }).toEqual({
        file,
        name: `${folder}/${stem}`,
        metadata: { type: "abstract", component: folder },
      });
    }
  }
});

test("every instance names its component itself, because Atmos 1.190 does not inherit it", () => {
  expect(instances.filter(({ metadata }) => metadata.component === undefined)).toEqual([]);
});

test("every component has defaults in the catalog and every instance inherits them", () => {
  for (const { component, inherits } of instances) expect(inherits).toContain(`${component}/defaults`);
});

test("no manifest needs a template or a function: what is written is what is applied", () => {
  expect(manifests.filter((file) => /\{\{|^[^#]*:\s+!/m.test(text(file)))).toEqual([]);
});

test("one file alone knows where the catalog is", () => {
  const outside = manifests.filter((file) =>
    ((yaml(file).import ?? []) as readonly unknown[]).some((path) => String(path).includes("../")),
  );
  expect(outside).toEqual(["stacks/_catalog.yaml"]);
});

test("atmos.yaml keeps to what Atmos 1.190 and newer both understand", () => {
  const config = yaml("atmos.yaml");
  expect({
    base: config.base_path,
    components: at(config, "components", "terraform", "base_path"),
    command: at(config, "components", "terraform", "command"),
    backend: at(config, "components", "terraform", "auto_generate_backend_file"),
    name: at(config, "stacks", "name_template"),
    lists: at(config, "settings", "list_merge_strategy"),
    telemetry: at(config, "settings", "telemetry", "enabled"),
    pager: at(config, "settings", "terminal", "pager"),
    update: at(config, "version", "check", "enabled"),
  }).toEqual({
    base: ".",
    components: "components/terraform",
    command: "tofu",
    backend: true,
    name: "{{ .vars.stage }}-{{ .vars.environment }}",
    lists: "replace",
    telemetry: false,
    pager: "off",
    update: false,
  });
});
