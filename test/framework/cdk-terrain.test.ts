import { execFileSync } from "node:child_process";
import { join } from "node:path";

const project = join(__dirname, "../..");

function synthesised(...flags: string[]): string {
  const script = `
    const { components } = require("./dist/components");
    const { renderAll } = require("./dist/framework/synth");
    console.log(require.resolve("cdktf").includes("cdktn"));
    console.log(JSON.stringify([...renderAll(components)]));`;
  return execFileSync(process.execPath, [...flags, "-e", script], {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
}

test("CDK Terrain in place of cdktf generates the same bytes", () => {
  const [withCdktf, files] = synthesised().split("\n");
  const [withTerrain, filesOfTerrain] = synthesised("--require", "./test/support/cdk-terrain.js").split("\n");
  expect([withCdktf, withTerrain]).toEqual(["false", "true"]);
  expect(filesOfTerrain).toBe(files);
});
