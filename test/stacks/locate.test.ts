import { type Instance, locate, provenance, readStacks, type ValuePath } from "../../src/stacks";
import { ATMOS, project, removeProjects } from "./support";

afterAll(removeProjects);

const dir = project({
  "atmos.yaml": ATMOS,
  "catalog/base.yaml": `components:
  terraform:
    base:
      metadata: {type: abstract}
      vars:
        pools:
          general: &general
            limits: {cpu: 10}
            types: [a, b]
          spot:
            <<: *general
            budget: 1
      backend:
        s3:
          bucket: b
`,
  "stacks/_bridge.yaml": 'import: ["../catalog/*"]\n',
  "stacks/_all.yaml": `import: [_bridge]
vars:
  region: us-east-1
  tags:
    team: x
terraform:
  backend_type: s3
  vars:
    region: us-east-2
overrides:
  vars:
    tags:
      cost: 7
`,
  "stacks/deploy/a.yaml": `import:
  - _all
vars:
  stage: a
components:
  terraform:
    app:
      metadata:
        component: thing
        inherits: [base]
      vars:
        pools:
          general:
            types:
              - c
              - d
          gone: ~
      env: {A: "1"}
    over: {}
`,
});
const [stack] = readStacks(dir).stacks;

function instance(name: string): Instance {
  const found = stack?.instances.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("A resolved value is located where its last layer writes it", () => {
  test.each<[ValuePath, string]>([
    [["vars", "stage"], "stacks/deploy/a.yaml:4"],
    [["vars", "region"], "stacks/_all.yaml:9"],
    [["vars", "tags", "team"], "stacks/_all.yaml:5"],
    [["vars", "pools"], "stacks/deploy/a.yaml:12"],
    [["vars", "pools", "general", "limits", "cpu"], "catalog/base.yaml:8"],
    [["vars", "pools", "general", "types", 1], "stacks/deploy/a.yaml:16"],
    [["vars", "pools", "spot", "types", 0], "catalog/base.yaml:9"],
    [["vars", "pools", "spot", "budget"], "catalog/base.yaml:12"],
    [["vars", "pools", "gone", "limits"], "stacks/deploy/a.yaml:17"],
    [["vars", "pools", "missing"], "stacks/deploy/a.yaml:12"],
    [["vars", "unset"], "stacks/deploy/a.yaml:11"],
    [["backend", "bucket"], "catalog/base.yaml:15"],
    [["backend", "workspace_key_prefix"], "catalog/base.yaml:14"],
    [["remoteStateBackend", "bucket"], "catalog/base.yaml:15"],
    [["backendType"], "stacks/_all.yaml:7"],
    [["component"], "stacks/deploy/a.yaml:9"],
    [["inherits", 0], "stacks/deploy/a.yaml:10"],
    [["metadata", "type"], "stacks/deploy/a.yaml:8"],
    [["env", "A"], "stacks/deploy/a.yaml:18"],
    [["workspace"], "stacks/deploy/a.yaml:7"],
  ])("%j", (path, place) => {
    const { file, line } = locate(dir, instance("app"), path);
    expect(`${file}:${line}`).toBe(place);
  });

  test("an override counts as a layer where it is in force", () => {
    expect(instance("over").vars.tags).toEqual({ team: "x", cost: 7 });
    expect(locate(dir, instance("over"), ["vars", "tags", "cost"])).toEqual({
      file: "stacks/_all.yaml",
      line: 13,
    });
  });

  test("an instance that was not read has the place of its manifest", () => {
    expect(locate(dir, { ...instance("app") }, ["vars"])).toEqual({ file: "stacks/deploy/a.yaml", line: 1 });
  });
});

test("the provenance of a value is every layer that sets it, the deciding one last", () => {
  expect(provenance(dir, instance("app"), ["vars", "region"])).toEqual([
    { file: "stacks/_all.yaml", line: 3, value: "us-east-1" },
    { file: "stacks/_all.yaml", line: 9, value: "us-east-2" },
  ]);
  expect(provenance(dir, instance("app"), ["vars", "pools", "general", "types"])).toEqual([
    { file: "catalog/base.yaml", line: 9, value: ["a", "b"] },
    { file: "stacks/deploy/a.yaml", line: 14, value: ["c", "d"] },
  ]);
});
