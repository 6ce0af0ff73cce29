/** One statement of an IAM policy, in IAM's own field names. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, string | readonly string[]>> | "*";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The text of a policy document. Values may contain `${...}`, as long as the expression has no quotes in it:
 * put one that has into a local value.
 *
 * @throws when an expression contains a quote, because it would be escaped twice
 */
export function policyText(statements: readonly Statement[], id?: string): string {
  const text = JSON.stringify({
    Version: "2012-10-17",
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements,
  });
  const broken = /\$\{[^}]*\\"[^}]*\}/.exec(text);
  if (broken !== null)
    throw new Error(`policy expression ${broken[0]} contains a quote: put it into a local value`);
  return text;
}
