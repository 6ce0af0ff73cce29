/** How long the text of each known expression can become, in characters. */
export type Bounds = ReadonlyMap<string, number>;

/** Splits a Terraform string into literal text and the expressions inside `${...}`. */
export function parts(text: string): readonly { readonly literal?: string; readonly expression?: string }[] {
  const found: { literal?: string; expression?: string }[] = [];
  let start = 0;
  while (start < text.length) {
    const open = text.indexOf("${", start);
    if (open === -1) break;
    if (open > start) found.push({ literal: text.slice(start, open) });
    let depth = 1;
    let end = open + 2;
    while (end < text.length && depth > 0) {
      if (text[end] === "{") depth++;
      if (text[end] === "}") depth--;
      end++;
    }
    found.push({ expression: text.slice(open + 2, end - 1) });
    start = end;
  }
  if (start < text.length) found.push({ literal: text.slice(start) });
  return found;
}

/**
 * The most characters that a Terraform string can have once its expressions are known.
 *
 * @param text the string with `${...}` in it
 * @param bounds the longest text of each expression
 * @param count which characters of the literal parts count; default all. IAM leaves white space out.
 * @throws when an expression has no bound: a limit that cannot be shown to hold does not hold
 */
export function longest(
  text: string,
  bounds: Bounds,
  count: (literal: string) => number = (s) => s.length,
): number {
  let total = 0;
  for (const part of parts(text)) {
    if (part.literal !== undefined) total += count(part.literal);
    if (part.expression !== undefined) {
      const bound = bounds.get(part.expression);
      if (bound === undefined) {
        throw new Error(
          `no upper bound is known for \${${part.expression}}: declare one with stack.local(..., { maxLength })`,
        );
      }
      total += bound;
    }
  }
  return total;
}

/** Like `longest`, but undefined when an expression in the text has no known bound. */
export function knownLength(text: string, bounds: Bounds): number | undefined {
  return parts(text).every((part) => part.expression === undefined || bounds.has(part.expression))
    ? longest(text, bounds)
    : undefined;
}
