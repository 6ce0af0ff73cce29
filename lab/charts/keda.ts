import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import { manifestsOf } from "../cluster/manifests";
import type { KubeObject } from "../cluster/objects";
import { applyPatch, type PatchStep } from "./json-patch";
import { access } from "./keda-access";
import { kedaValues, valuesSchema } from "./keda-values";
import { workloads } from "./keda-workloads";
import { moduleFolder } from "./module";
import { fill, template } from "./template";

const MODULE = "github.com/kedacore/keda/v2";

/** KEDA's manifests by what they are in its kustomization. */
export type Manifests = (file: string) => readonly KubeObject[];

/**
 * A chart made of KEDA's kustomize manifests, which stands in for the chart `keda`: the same names, values and defaults,
 * as far as the lab needs them.
 */
export async function makeKedaChart(folder: string, version: string): Promise<string> {
  const config = join(await moduleFolder(MODULE, version), "config");
  const manifests: Manifests = (file) => manifestsOf(join(config, file));
  const name = `keda-${version}`;
  const chart = join(folder, name);
  mkdirSync(join(chart, "templates"), { recursive: true });
  const files = {
    "Chart.yaml": dump({
      apiVersion: "v2",
      name: "keda",
      description: "Stand-in of the lab for KEDA's chart, made of the manifests in KEDA's Go module.",
      type: "application",
      version,
      appVersion: version,
    }),
    "values.yaml": dump(kedaValues, { noRefs: true }),
    "values.schema.json": `${JSON.stringify(valuesSchema(kedaValues), null, 2)}\n`,
    ...templates({ ...crds(config), ...workloads(manifests), ...access(manifests) }),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(chart, file), text);
  return name;
}

/** A template and when it is there. */
export interface Templated {
  readonly object: object;
  readonly when?: string;
}

function templates(all: Readonly<Record<string, Templated>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).map(([name, { object, when }]) => [`templates/${name}.yaml`, template(object, when)]),
  );
}

/** The CRDs with the patches of the kustomization. They are templates, so that an upgrade upgrades them. */
function crds(config: string): Record<string, Templated> {
  const folder = join(config, "crd/bases");
  const patches: Readonly<Record<string, string>> = {
    "scaledjobs.keda.sh": "crd/patches/scaledjob_patch.yaml",
    "scaledobjects.keda.sh": "crd/patches/scaledobject_patch.yaml",
  };
  const found = readdirSync(folder).flatMap((file) => manifestsOf(join(folder, file)));
  return Object.fromEntries(
    found.map((crd) => {
      const patch = patches[crd.metadata.name];
      if (patch !== undefined)
        applyPatch(crd, load(readFileSync(join(config, patch), "utf8")) as readonly PatchStep[]);
      const own = JSON.stringify(JSON.stringify(crd.metadata.annotations ?? {}));
      const annotations = fill(`merge (dict) .Values.crds.additionalAnnotations (fromJson ${own})`);
      const object = { ...crd, metadata: { ...crd.metadata, annotations } };
      return [`crd-${crd.metadata.name}`, { object, when: ".Values.crds.install" }];
    }),
  );
}
