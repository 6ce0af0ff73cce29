/**
 * Derives src/upstream/crds/*.json from the CRDs of the pinned Karpenter and KEDA versions.
 *
 * Run it when a pin changes: `npx tsx scripts/derive-crds.ts`. It needs Go, because both projects publish their
 * CRDs in their Go module, whose checksum Go verifies. Nothing else of this repository needs Go.
 *
 * What is kept is what the API server decides by: names, types, enums, patterns, bounds, required fields, defaults,
 * list types and CEL rules. Prose is dropped. Objects that the API server prunes are closed
 * (`additionalProperties: false`), so that a misspelt field is an error here and not a silently lost setting there.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { type Json, type JsonObject, shareRepeatedParts } from "./share-repeated-parts";

/** One CRD to read: the Go module that carries it, and the file in the module. */
interface Source {
  readonly module: string;
  readonly version: string;
  readonly file: string;
}

const KARPENTER: Omit<Source, "file"> = {
  module: "github.com/aws/karpenter-provider-aws",
  version: "v1.14.1",
};
const KEDA: Omit<Source, "file"> = { module: "github.com/kedacore/keda/v2", version: "v2.20.2" };

/**
 * karpenter-provider-aws carries NodePool too: sigs.k8s.io/karpenter's CRD plus the rules on `karpenter.k8s.aws`
 * labels. That copy is the one in the karpenter-crd chart, so it is the one used here.
 */
const SOURCES: readonly Source[] = [
  { ...KARPENTER, file: "pkg/apis/crds/karpenter.sh_nodepools.yaml" },
  { ...KARPENTER, file: "pkg/apis/crds/karpenter.k8s.aws_ec2nodeclasses.yaml" },
  { ...KEDA, file: "config/crd/bases/keda.sh_scaledobjects.yaml" },
  { ...KEDA, file: "config/crd/bases/keda.sh_scaledjobs.yaml" },
  { ...KEDA, file: "config/crd/bases/keda.sh_triggerauthentications.yaml" },
  { ...KEDA, file: "config/crd/bases/keda.sh_clustertriggerauthentications.yaml" },
];

/** Keywords copied as they are. Everything that is not here or handled in {@link convert} fails the derivation. */
const COPIED = new Set([
  "enum",
  "required",
  "format",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "default",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-int-or-string",
]);
const DROPPED = new Set(["description", "title", "x-kubernetes-map-type", "nullable", "anyOf"]);

function asObject(value: Json | undefined, where: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where}: expected an object.`);
  }
  return value;
}

/** RE2 patterns must also be ECMAScript patterns (with the `u` flag, as the validator uses). */
function checkedPattern(pattern: Json, where: string): string {
  if (typeof pattern !== "string") throw new Error(`${where}: pattern is not text.`);
  new RegExp(pattern, "u");
  return pattern;
}

/** Rules about a change (`oldSelf`) say nothing about a first version of an object, which is all `check` sees. */
function rulesOf(value: Json, where: string): string[] {
  if (!Array.isArray(value)) throw new Error(`${where}: expected a list of rules.`);
  return value
    .map((entry) => asObject(entry, where).rule)
    .filter((rule): rule is string => typeof rule === "string" && !rule.includes("oldSelf"));
}

function convertType(source: JsonObject): Json | undefined {
  const type = source["x-kubernetes-int-or-string"] === true ? ["integer", "string"] : source.type;
  return source.nullable === true && type !== undefined ? [type, "null"].flat() : type;
}

/** One OpenAPI v3 structural schema as JSON Schema. */
function convert(source: JsonObject, where: string): JsonObject {
  const result: JsonObject = {};
  const type = convertType(source);
  if (type !== undefined) result.type = type;
  for (const [key, value] of Object.entries(source)) {
    if (COPIED.has(key)) result[key] = value;
    else if (key === "pattern") result.pattern = checkedPattern(value, where);
    else if (key === "properties") {
      result.properties = Object.fromEntries(
        Object.entries(asObject(value, where)).map(([name, child]) => {
          const place = `${where}.${name}`;
          return [name, convert(asObject(child, place), place)];
        }),
      );
    } else if (key === "items") result.items = convert(asObject(value, where), `${where}[]`);
    else if (key === "additionalProperties") {
      result.additionalProperties =
        typeof value === "boolean" ? value : convert(asObject(value, where), `${where}.*`);
    } else if (key === "x-kubernetes-validations") {
      const rules = rulesOf(value, where);
      if (rules.length > 0) result["x-kubernetes-validations"] = rules;
    } else if (key === "x-kubernetes-list-type") {
      if (value !== "atomic") result["x-kubernetes-list-type"] = value;
    } else if (key !== "type" && !DROPPED.has(key)) {
      throw new Error(`${where}: keyword ${key} is new. Say in this script what becomes of it.`);
    }
  }
  if (
    source.type === "object" &&
    source.additionalProperties === undefined &&
    source["x-kubernetes-preserve-unknown-fields"] !== true
  ) {
    result.additionalProperties = false;
  }
  if (source.anyOf !== undefined && source["x-kubernetes-int-or-string"] !== true) {
    throw new Error(`${where}: anyOf beside int-or-string is new. Say in this script what becomes of it.`);
  }
  return result;
}

function moduleDirectory(source: Source): string {
  const answer = execFileSync("go", ["mod", "download", "-json", `${source.module}@${source.version}`], {
    encoding: "utf8",
  });
  return String(asObject(JSON.parse(answer) as Json, source.module).Dir);
}

/** ScaledObject -> scaled-object, EC2NodeClass -> ec2-node-class. */
function kebabCase(kind: string): string {
  return kind
    .replace(/^EC2/, "Ec2")
    .replace(/(?<!^)([A-Z])/g, "-$1")
    .toLowerCase();
}

function derive(source: Source): void {
  const crd = asObject(
    load(readFileSync(join(moduleDirectory(source), source.file), "utf8")) as Json,
    source.file,
  );
  const spec = asObject(crd.spec, source.file);
  const kind = String(asObject(spec.names, source.file).kind);
  const versions = spec.versions;
  if (!Array.isArray(versions)) throw new Error(`${source.file}: spec.versions is not a list.`);
  const stored = versions
    .map((entry) => asObject(entry, source.file))
    .find((entry) => entry.storage === true);
  const root = asObject(asObject(asObject(stored, kind).schema, kind).openAPIV3Schema, kind);
  const schema = convert(asObject(asObject(root.properties, kind).spec, kind), `${kind}.spec`);
  const document: JsonObject = {
    kind,
    apiVersion: `${String(spec.group)}/${String(asObject(stored, kind).name)}`,
    version: source.version.slice(1),
    scope: spec.scope ?? null,
    schema: shareRepeatedParts(schema),
  };
  const file = join(__dirname, "../src/upstream/crds", `${kebabCase(kind)}.json`);
  const text = `${JSON.stringify(document, null, 1)}\n`;
  writeFileSync(file, text);
  process.stdout.write(
    `${kind} ${source.version}: ${text.length} characters (${JSON.stringify(schema).length} before sharing)\n`,
  );
}

for (const source of SOURCES) derive(source);
