/** A piece of a CEL expression. Text of `string` tokens is unquoted and unescaped. */
export interface Token {
  readonly type: "number" | "string" | "name" | "operator" | "end";
  readonly text: string;
}

const PATTERN =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_][A-Za-z0-9_]*)|(\|\||&&|==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}]))/y;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}

/**
 * Splits a CEL expression.
 *
 * @throws when a character belongs to no token; the message quotes the rest of the expression.
 */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const source = expression.trimEnd();
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < source.length) {
    const start = PATTERN.lastIndex;
    const match = PATTERN.exec(source);
    if (match === null) throw new Error(`CEL: cannot read "${source.slice(start)}".`);
    const [, number, string, name, operator] = match;
    if (number !== undefined) tokens.push({ type: "number", text: number });
    else if (string !== undefined) tokens.push({ type: "string", text: unquote(string) });
    else if (name !== undefined) tokens.push({ type: "name", text: name });
    else tokens.push({ type: "operator", text: operator ?? "" });
  }
  tokens.push({ type: "end", text: "" });
  return tokens;
}
