import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { components } from "../src/components";
import { rendered } from "./support/render";

const project = join(__dirname, "..");

/** Drops CDKTF's metadata and the local backend that it adds on its own. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//" && key !== "backend")
      .map(([key, inner]) => [key, stripped(inner)]),
  );
}

test("cdktf synth makes the same stacks from the same app", () => {
  const out = mkdtempSync(join(tmpdir(), "cdktf-"));
  try {
    execFileSync(
      join(project, "node_modules/.bin/cdktf"),
      ["synth", "--app", "node dist/main.js", "--output", out],
      {
        cwd: project,
        env: { ...process.env, CHECKPOINT_DISABLE: "1", CI: "true" },
        stdio: "pipe",
      },
    );
    for (const component of components) {
      const synthesised = JSON.parse(
        readFileSync(join(out, "stacks", component.name, "cdk.tf.json"), "utf8"),
      );
      const { versions, providers, variables, main, outputs } = rendered(component);
      expect(stripped(synthesised)).toEqual(
        stripped({ ...main, ...versions, ...providers, ...variables, ...outputs }),
      );
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}, 60_000);
