import { Release } from "@cdktf/provider-helm/lib/release";
import { Construct } from "constructs";
import { interpolate } from "../framework/expressions";

/** How a chart is installed. */
export interface ChartReleaseProps {
  /** Release name, at most 53 characters. May contain `${...}`. */
  readonly name: string;
  /** Chart name in `repository`, or a folder such as `${path.module}/chart`. */
  readonly chart: string;
  /** Chart repository. @default - `chart` is a folder */
  readonly repository?: string;
  /** Chart version, without a leading v. @default - the newest, or the folder's own */
  readonly version?: string;
  /** Kubernetes namespace; it has to exist unless `createNamespace` is set. */
  readonly namespace: string;
  /** Create the namespace when it does not exist; Helm leaves it behind. @default false */
  readonly createNamespace?: boolean;
  /** Expressions of the values, each an HCL value; a later one wins over an earlier one, field by field. @default none */
  readonly values?: readonly string[];
  /** `count` of the release, such as `${var.enabled ? 1 : 0}`. @default - always there */
  readonly count?: string;
  /** Leave out the chart's `crds/` folder: Helm installs that once and never upgrades it. @default false */
  readonly skipCrds?: boolean;
  /** Take over objects that exist already but belong to no release (helm provider 3.1). @default false */
  readonly takeOwnership?: boolean;
  /**
   * A failed upgrade goes back to what ran before; a failed first install removes what it made. Not for a chart that
   * takes ownership: "what it made" would include what it took over.
   * @default true
   */
  readonly atomic?: boolean;
  /** Wait until the objects are ready, on destroy until they are gone. @default true */
  readonly wait?: boolean;
  /** Seconds to wait. @default 600, because two replicas may have to be pulled one after the other */
  readonly timeout?: number;
  /** Addresses that have to exist first and go last. @default none */
  readonly dependsOn?: readonly string[];
}

/** A Helm release that rolls a failed upgrade back, waits for its objects and keeps its last ten revisions. */
export class ChartRelease extends Construct {
  readonly release: Release;

  constructor(scope: Construct, id: string, props: ChartReleaseProps) {
    super(scope, id);
    this.release = new Release(this, "release", {
      name: props.name,
      chart: props.chart,
      namespace: props.namespace,
      ...(props.repository === undefined ? {} : { repository: props.repository }),
      ...(props.version === undefined ? {} : { version: props.version }),
      values: (props.values ?? []).map((value) => interpolate(`yamlencode(${value})`)),
      skipCrds: props.skipCrds ?? false,
      takeOwnership: props.takeOwnership ?? false,
      createNamespace: props.createNamespace ?? false,
      atomic: props.atomic ?? true,
      wait: props.wait ?? true,
      timeout: props.timeout ?? 600,
      // Every revision is a secret; Helm keeps them all unless told otherwise.
      maxHistory: 10,
    });
    if (props.count !== undefined) this.release.addOverride("count", props.count);
    if (props.dependsOn !== undefined && props.dependsOn.length > 0) {
      this.release.addOverride("depends_on", props.dependsOn);
    }
  }
}
