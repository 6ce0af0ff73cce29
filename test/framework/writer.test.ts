import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { marker } from "../../src/framework/generated";
import { compare, write } from "../../src/framework/writer";

const folder = "components/terraform/karpenter";
let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "writer-"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const put = (path: string, text: string) => {
  mkdirSync(join(project, path, ".."), { recursive: true });
  writeFileSync(join(project, path), text);
};
const read = (path: string) => readFileSync(join(project, path), "utf8");

test("files are written once, and a second run touches nothing", () => {
  const files = new Map([[`${folder}/main.tf.json`, "{}\n"]]);
  expect(write(project, files).written).toEqual([`${folder}/main.tf.json`]);
  const before = statSync(join(project, folder, "main.tf.json")).mtimeMs;
  expect(write(project, files)).toEqual({ written: [], unchanged: [`${folder}/main.tf.json`], removed: [] });
  expect(statSync(join(project, folder, "main.tf.json")).mtimeMs).toBe(before);
});

test("a generated file that is not rendered any more goes, with its empty folder; a file of the user's stays", () => {
  put("components/terraform/old/main.tf.json", `{"//":"${marker}"}`);
  put(`${folder}/mine.tf`, "# mine");
  expect(write(project, new Map()).removed).toEqual(["components/terraform/old/main.tf.json"]);
  expect(readdirSync(join(project, "components/terraform"))).toEqual(["karpenter"]);
  expect(read(`${folder}/mine.tf`)).toBe("# mine");
});

test("what Terraform keeps in hidden folders is never looked at", () => {
  put(`${folder}/.terraform/modules/copy.tf.json`, marker);
  expect(compare(project, new Map())).toEqual([]);
});

test("a write that fails leaves the old file whole and no temporary file", () => {
  put(`${folder}/main.tf.json/blocker`, "a folder where the file should be");
  expect(() => write(project, new Map([[`${folder}/main.tf.json`, "{}"]]))).toThrow();
  expect(readdirSync(join(project, folder))).toEqual(["main.tf.json"]);
});
