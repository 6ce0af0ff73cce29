import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Values = Readonly<Record<string, unknown>>;

/** References to what other providers than aws make. */
const FOREIGN = /\b(helm|kubernetes)_[a-z]/;
const FILES = ["main", "outputs", "providers", "variables", "versions"];

/**
 * Writes what a component has of the AWS provider: without releases, namespaces, and the checks and outputs that read
 * those.
 *
 * @param source folder of the component
 * @throws when something of the AWS provider refers to something of another one
 */
export function writeAwsPart(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const name of FILES) {
    const file = JSON.parse(readFileSync(join(source, `${name}.tf.json`), "utf8")) as Values;
    const kept = name === "variables" ? file : awsPart(file);
    if (name !== "variables" && FOREIGN.test(JSON.stringify(kept))) {
      throw new Error(`${source}/${name}.tf.json: its AWS part refers to what helm or kubernetes make`);
    }
    writeFileSync(join(target, `${name}.tf.json`), JSON.stringify(kept, null, 2));
  }
}

/** What is kept of which block. */
const byProvider = (provider: string): boolean => provider === "aws";
const byType = (type: string): boolean => type.startsWith("aws_");
const byContent = (_: string, value: unknown): boolean => !FOREIGN.test(JSON.stringify(value));
const rules: Readonly<Record<string, (name: string, value: unknown) => boolean>> = {
  required_providers: byProvider,
  provider: byProvider,
  data: byType,
  resource: byType,
  check: byContent,
  output: byContent,
};

function awsPart(file: Values): Values {
  const kept = Object.entries(file).map(([block, content]): [string, unknown] => {
    if (block === "terraform") return [block, awsPart(content as Values)];
    const rule = rules[block];
    return [block, rule === undefined ? content : keep(content as Values, rule)];
  });
  // A block without a label is no block.
  return Object.fromEntries(kept.filter(([, content]) => JSON.stringify(content) !== "{}"));
}

function keep(values: Values, wanted: (name: string, value: unknown) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => wanted(name, value)));
}
