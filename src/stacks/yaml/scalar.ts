import { resolveTimestamp } from "./timestamp";

/** A plain scalar that JavaScript or JSON cannot hold without changing it. */
export class UnsafeScalar {
  constructor(
    readonly rule: string,
    readonly fix: string,
  ) {}
}

/** The words that yaml.v3 looks up before anything else (resolve.go, resolveMapList). `yes` and `on` are text. */
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...["true", "True", "TRUE"].map((word): [string, unknown] => [word, true]),
  ...["false", "False", "FALSE"].map((word): [string, unknown] => [word, false]),
  ...["", "~", "null", "Null", "NULL"].map((word): [string, unknown] => [word, null]),
  ...[
    ".nan",
    ".NaN",
    ".NAN",
    ".inf",
    ".Inf",
    ".INF",
    "+.inf",
    "+.Inf",
    "+.INF",
    "-.inf",
    "-.Inf",
    "-.INF",
  ].map((word): [string, unknown] => [
    word,
    new UnsafeScalar(
      "JSON has no such number, and Atmos fails on it",
      "Use a finite number or quote the text.",
    ),
  ]),
]);

const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
/** resolve.go, yamlStyleFloat. */
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** By first character: 0 text, 1 perhaps a word, 2 a dot, 3 a digit or sign (resolve.go, resolveTable). */
const HINTS = new Uint8Array(128);
for (const char of "yYnNtTfFoO~") HINTS[char.charCodeAt(0)] = 1;
HINTS[".".charCodeAt(0)] = 2;
for (const char of "+-0123456789") HINTS[char.charCodeAt(0)] = 3;

/**
 * The value of a plain (unquoted, untagged) scalar as Go's yaml.v3 3.0.1 decodes it into `interface{}`,
 * with timestamps as the text Atmos writes. Mind its octals (`010` is 8), its floats (`08` is 8) and its text
 * (`yes`, `on`). Integers beyond 2^53 and infinities come back as an UnsafeScalar.
 */
export function resolvePlain(text: string): unknown {
  if (text === "") return null;
  const code = text.charCodeAt(0);
  const hint = code < 128 ? HINTS[code] : 0;
  if (hint === 0) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (hint === 1) return text;
  if (hint === 2) return DOT_FLOAT.test(text) ? finite(text, text) : text;
  return resolveTimestamp(text) ?? resolveNumber(text);
}

function resolveNumber(text: string): unknown {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  if (INTEGER.test(plain)) {
    const integer = parseInteger(plain);
    if (integer !== undefined) return integer;
  }
  return FLOAT.test(plain) ? finite(plain, text) : text;
}

/** undefined when it fits neither int64 nor uint64: yaml.v3 then tries a float. */
function parseInteger(plain: string): number | UnsafeScalar | undefined {
  const signed = plain.startsWith("-") || plain.startsWith("+");
  const digits = signed ? plain.slice(1) : plain;
  // strconv.ParseInt with base 0: a leading zero alone means octal.
  const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase();
  const size = literal.length < 16 ? BigInt(Number(literal)) : BigInt(literal);
  const value = plain.startsWith("-") ? -size : size;
  if (value < -MAX_INT64 - 1n || value > (signed ? MAX_INT64 : MAX_UINT64)) return undefined;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return new UnsafeScalar("an integer beyond 2^53 loses digits on its way through JSON", "Quote it.");
}

/** strconv.ParseFloat refuses what overflows; yaml.v3 then keeps the text. */
function finite(plain: string, text: string): number | string {
  const value = Number(plain);
  // Atmos writes -0 as YAML and reads it back as the integer 0.
  return Number.isFinite(value) ? (value === 0 ? 0 : value) : text;
}
