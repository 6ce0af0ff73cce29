import { TerraformDataSource, type TerraformResource } from "cdktf";

/**
 * Raw Terraform expressions. CDKTF's `Fn` and `Op` drop nulls and defaults and do not escape quotes, so
 * expressions are written as text and each pattern that recurs has one helper here.
 */

/** Wraps an expression for use inside a string: `interpolate("var.x")` is `${var.x}`. Never makes `{{`, see laws.ts. */
export function interpolate(expression: string): string {
  return (expression.startsWith("{") ? "${ " : "${") + expression + "}";
}

/** The address of a resource or data source without index: `aws_iam_role.controller`, `data.aws_partition.current`. */
export function address(element: TerraformResource | TerraformDataSource): string {
  const id = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${id}` : id;
}

/**
 * An attribute of a resource that has `count = 0` or `1`: null when the resource is switched off.
 * `attribute(role, "arn")` is `one(aws_iam_role.role[*].arn)`.
 */
export function attribute(resource: TerraformResource | TerraformDataSource, name: string): string {
  return `one(${address(resource)}[*].${name})`;
}

/** The `count` of a resource that exists while `condition` holds. */
export function countWhen(condition: string): string {
  return interpolate(`${condition} ? 1 : 0`);
}

/**
 * A name that never passes `limit` characters: a longer one is cut and ends in `-` and eight hex digits of its
 * SHA-1, so that two long names stay different.
 *
 * @param expression expression of the full name
 * @param limit the service's limit, in characters
 */
export function fittedName(expression: string, limit: number): string {
  return (
    `length(${expression}) <= ${limit} ? ${expression} : ` +
    `"\${substr(${expression}, 0, ${limit - 9})}-\${substr(sha1(${expression}), 0, 8)}"`
  );
}

/** A quoted HCL string literal: escapes quotes, backslashes and template openings. */
export function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll("${", () => "$${")
    .replaceAll("%{", () => "%%{");
}
