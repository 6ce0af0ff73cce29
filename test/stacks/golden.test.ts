import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asDescribed, type DescribedStacks } from "../../lab/tests/support/describe-stacks";
import { readStacks } from "../../src/stacks";
import { project, removeProjects } from "./support";

interface Golden {
  /** Absent for test/stacks/fixtures/<name>. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stacks: DescribedStacks;
}

afterAll(removeProjects);

describe("Stacks are read as Atmos 1.190.0 describes them", () => {
  test.each(readdirSync(join(__dirname, "golden")))("%s", (name) => {
    const golden = JSON.parse(readFileSync(join(__dirname, "golden", name), "utf8")) as Golden;
    const dir =
      golden.files === undefined
        ? join(__dirname, "fixtures", name.replace(".json", ""))
        : project(golden.files);
    const reading = readStacks(dir);
    expect(reading.problems).toEqual([]);
    const stacksPath = /base_path: (\S*stacks)$/m.exec(golden.files?.["atmos.yaml"] ?? "")?.[1] ?? "stacks";
    expect(JSON.parse(JSON.stringify(asDescribed(reading, stacksPath)))).toEqual(golden.stacks);
  });
});
