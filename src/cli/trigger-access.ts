import { triggers } from "../check/kubernetes/triggers";
import { text } from "../check/path";
import type { SpecEntry } from "../check/view";
import type { Statement } from "../constructs/policy";
import { type ScalerTrigger, scalerStatements } from "../upstream/scalers";

/** What the triggers of one object may do in AWS. */
export interface Access {
  /** Key of the object. */
  readonly object: string;
  readonly statements: readonly Statement[];
}

/** The trigger with the ARN that it reads, or undefined for triggers that need no role. */
function scalerTrigger(
  type: string,
  metadata: Readonly<Record<string, unknown>>,
  place: { readonly region: string; readonly account: string },
): ScalerTrigger | undefined {
  const region = text(metadata.awsRegion) ?? place.region;
  const arn = (service: string, account: string, name: string): string =>
    `arn:aws:${service}:${region}:${account}:${name}`;
  if (type === "aws-cloudwatch") return { type };
  if (type === "aws-sqs-queue") {
    const url = text(metadata.queueURL);
    if (url === undefined) return undefined;
    const [, account = place.account, name = url] = /^https?:\/\/[^/]+\/(\d{12})\/(.+)$/.exec(url) ?? [];
    return { type, queueArn: arn("sqs", account, name) };
  }
  const table = text(metadata.tableName);
  if (type !== "aws-dynamodb" || table === undefined) return undefined;
  const tableArn = table.startsWith("arn:") ? table : arn("dynamodb", place.account, `table/${table}`);
  const indexName = text(metadata.indexName);
  return { type, tableArn, ...(indexName === undefined ? {} : { indexName }) };
}

/** The IAM statements that follow from the triggers of a ScaledObject or ScaledJob. */
export function accessOf(entry: SpecEntry): Access {
  const { vars } = entry.instance;
  const place = { region: text(vars.region) ?? "", account: text(vars.account_id) ?? "" };
  const found = triggers(entry.spec)
    .map(({ type, metadata }) => scalerTrigger(type, metadata, place))
    .filter((trigger) => trigger !== undefined);
  return { object: entry.key, statements: scalerStatements(found) };
}
