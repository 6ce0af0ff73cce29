import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { components } from "../src/components";
import { renderComponent } from "../src/framework/render";

const project = join(__dirname, "..");

/** The committed files are the golden snapshot: a change of a component shows in the same commit as its output. */
test.each(components.map((component) => [component.name, component] as const))(
  "the committed files of %s are what the generator makes",
  (_, component) => {
    for (const [path, text] of renderComponent(component)) {
      const file = join(project, path);
      expect([path, existsSync(file) ? readFileSync(file, "utf8") : "missing"]).toEqual([path, text]);
    }
  },
);
