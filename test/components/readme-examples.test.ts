import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../../src/check/check";
import { components } from "../../src/components";

const project = join(__dirname, "../..");
let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "readme-"));
  for (const shared of ["atmos.yaml", "components", "schemas"])
    symlinkSync(join(project, shared), join(copy, shared));
  mkdirSync(join(copy, "stacks/example"), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const context = `vars:
  namespace: acme
  stage: dev
  environment: use1
  region: us-east-1
  account_id: "222222222222"
`;

test.each(components.map((component) => [component.name, component.example]))(
  "a stack with the example of %s's README has no findings",
  (_, example) => {
    writeFileSync(join(copy, "stacks/example/us-east-1.yaml"), context + example);
    expect(check(copy, {})).toEqual([]);
  },
);
