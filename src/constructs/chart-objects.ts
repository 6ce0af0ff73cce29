import { Construct } from "constructs";
import { marker } from "../framework/generated";
import { ChartRelease } from "./chart-release";

/** Which objects a release installs. */
export interface ChartObjectsProps {
  /** Release name, at most 53 characters. May contain `${...}`. */
  readonly name: string;
  /** Kubernetes namespace of the release; objects say their own. */
  readonly namespace: string;
  /** Expression of the list of complete objects (apiVersion, kind, metadata, spec). */
  readonly objects: string;
  /** `count` of the release. @default - always there */
  readonly count?: string;
  /** Folder of the chart, see `chartFiles`. @default - `chart` in the component's folder */
  readonly chart?: string;
  /** Seconds to wait, on destroy for objects whose finalizers take their time. @default 600 */
  readonly timeout?: number;
  /** Addresses that have to exist first and go last. @default none */
  readonly dependsOn?: readonly string[];
}

/**
 * Custom resources as one Helm release of a chart that lies in the component's own folder.
 *
 * Not `kubernetes_manifest`: that needs the cluster and its CRDs at plan time and trips over server-side defaults
 * (hashicorp/terraform-provider-kubernetes #1367, #1775). A plan shows each changed line of the objects.
 */
export class ChartObjects extends Construct {
  readonly objects: ChartRelease;

  constructor(scope: Construct, id: string, props: ChartObjectsProps) {
    super(scope, id);
    this.objects = new ChartRelease(this, "objects", {
      name: props.name,
      namespace: props.namespace,
      chart: props.chart ?? "${path.module}/chart",
      values: [`{ objects = ${props.objects} }`],
      ...(props.count === undefined ? {} : { count: props.count }),
      ...(props.timeout === undefined ? {} : { timeout: props.timeout }),
      ...(props.dependsOn === undefined ? {} : { dependsOn: props.dependsOn }),
    });
  }
}

/** The version of the chart below. Helm renders a changed template only when it changes. */
const chartVersion = "1.0.0";

/**
 * The files of a chart that installs the objects it is given and nothing else.
 *
 * @param name the chart's name
 * @param folder folder inside the component. @default chart
 */
export function chartFiles(name: string, folder = "chart"): Readonly<Record<string, string>> {
  return {
    [`${folder}/Chart.yaml`]:
      `# ${marker}\n` +
      `apiVersion: v2\nname: ${name}\ndescription: The objects of this component, as its stack declares them.\n` +
      `type: application\nversion: ${chartVersion}\n`,
    [`${folder}/values.yaml`]: `# ${marker}\n# Complete Kubernetes objects, filled in by main.tf.json.\nobjects: []\n`,
    [`${folder}/templates/objects.yaml`]:
      `{{- /* ${marker} */ -}}\n` + "{{- range .Values.objects }}\n---\n{{ toYaml . }}\n{{- end }}\n",
  };
}
