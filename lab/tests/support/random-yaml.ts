import type { Random } from "./random";

/** Scalars on which YAML readers differ, as written. */
const SCALARS = [
  "text",
  "two words",
  "a#b",
  "a:b",
  "'it''s'",
  '"tab\\tand\\nline"',
  '"\\u00e9\\x41"',
  '"ends in colon:"',
  "é ü 漢字",
  '"#not a comment"',
  '"222222222222"',
  "012345678901",
  "111111111111",
  "010",
  "0o17",
  "0x1F",
  "0b101",
  "-0b11",
  "08",
  "1_000",
  "+7",
  "-0",
  "-0.0",
  "00",
  "1e3",
  "1.50",
  ".5",
  "-.5e1",
  "1e400",
  "6.02e+23",
  "1.",
  "9007199254740991",
  "18446744073709551616",
  "0.1",
  "1__0",
  "0_8",
  "yes",
  "no",
  "on",
  "off",
  "y",
  "n",
  "Yes",
  "NO",
  "true",
  "True",
  "FALSE",
  "~",
  "null",
  "NULL",
  '""',
  "''",
  '"null"',
  '"true"',
  '"010"',
  "2024-10-17",
  "2024-1-7",
  "2024-13-01",
  "2001-12-14t21:59:43.10-05:00",
  "2001-12-14 21:59:43",
  "2024-02-30",
  '"2024-10-17"',
  "2001-12-14T21:59:43Z",
  "12:30:45",
  "1.2.3",
  "1.30",
  "v1",
  "720h",
  "0s",
  "-x",
  "?x",
  "=",
  "<<x",
  "100m",
  "1Gi",
  "..",
  "+",
  "1e",
  "0x",
  "0xg",
  "10.0.0.0/16",
  "!env HOME",
  "!exec echo hi",
  "!terraform.output vpc id",
  '!terraform.state karpenter ".queue_name // ""mock"""',
  "!store ssm key",
  "!store.get ssm key",
  "!template '{{ .vars.stage }}'",
  '"{{ .vars.stage }}-x"',
  "'{{ atmos.Component }}'",
  "!!str 12",
  '!!int "7"',
  "!!float 3",
  '!env  "A B"',
  "arn:aws:iam::111111111111:role/x",
  "${var.x}",
  "karpenter.sh/capacity-type",
  "*.example".replace("*", "'*").concat("'"),
] as const;

const BLOCKS = [
  ["|", "first", "  second", "", "last"],
  ["|-", "one line"],
  [">", "folded", "text", "", "after"],
  [">-", "a", "b"],
  ["|+", "kept", ""],
  ["!template |", "{{ .x }}", "more"],
] as const;

/** Writes random YAML, remembering the anchors of one file. */
export class RandomYaml {
  private readonly anchors: string[] = [];

  constructor(private readonly random: Random) {}

  scalar(): string {
    return this.random.pick(SCALARS);
  }

  /** A plain or quoted word for places where Atmos needs a string. */
  word(): string {
    return this.random.pick(["alpha", "beta", '"222222222222"', "'x y'", "us-east-1"]);
  }

  /**
   * The entries of a random map as lines. Keys tell what values they may have, so that layers seldom clash:
   * `l1`, `l2` lists or null; the others scalars, maps or null.
   */
  entries(indent: string, depth: number): string[] {
    const random = this.random;
    const lines: string[] = [];
    const keys = random.some(
      [
        "s1",
        "s2",
        "s3",
        "m1",
        "m2",
        "m3",
        "l1",
        "l2",
        "'1'",
        '"quoted key"',
        "on",
        "toString",
        "constructor",
      ],
      1,
      5,
    );
    if (this.anchors.length > 0 && random.chance(0.15)) {
      const aliases = random.some(this.anchors, 1, 2).map((name) => `*${name}`);
      lines.push(`${indent}<<: ${aliases.length === 1 ? `${aliases[0]} ` : `[${aliases.join(" , ")} ]`}`);
    }
    for (const key of keys) lines.push(...this.entry(indent, key, depth));
    return lines;
  }

  /** `key: value` for a value of the kind the key asks for. */
  entry(indent: string, key: string, depth: number): string[] {
    const random = this.random;
    if (key.startsWith("l")) return random.chance(0.1) ? [`${indent}${key}:`] : this.list(indent, key, depth);
    if (key.startsWith("m") && depth > 0) {
      if (random.chance(0.08))
        return [`${indent}${key}: ${random.pick(["{}", "~", "null", "scalar", "!env X"])}`];
      if (this.anchors.length > 0 && random.chance(0.1))
        return [`${indent}${key}: *${random.pick(this.anchors)}`];
      return this.map(indent, key, depth - 1);
    }
    if (random.chance(0.08)) {
      const [head, ...body] = random.pick(BLOCKS);
      return [`${indent}${key}: ${head}`, ...body.map((line) => (line === "" ? "" : `${indent}  ${line}`))];
    }
    return [`${indent}${key}: ${this.scalar()}${random.chance(0.1) ? " # comment" : ""}`];
  }

  private map(indent: string, key: string, depth: number): string[] {
    const random = this.random;
    if (random.chance(0.1))
      return [`${indent}${key}: {s1: 'a', "s2": 0x10, l1: [1, on, ~], "m1": {s1: yes}, s4}`];
    if (!random.chance(0.2)) return [`${indent}${key}:`, ...this.entries(`${indent}  `, depth)];
    const name = `a${this.anchors.length}_${random.int(0, 999)}`;
    const body = this.entries(`${indent}  `, depth);
    this.anchors.push(name);
    return [`${indent}${key}: &${name}`, ...body];
  }

  private list(indent: string, key: string, depth: number): string[] {
    const random = this.random;
    if (random.chance(0.15)) return [`${indent}${key}: []`];
    if (random.chance(0.2)) return [`${indent}${key}: [a, "b", 010, {s1: no}]`];
    const lines = [`${indent}${key}:`];
    const dash = `${indent}${random.chance(0.5) ? "  " : ""}- `;
    const below = " ".repeat(dash.length);
    for (let count = random.int(1, 3); count > 0; count -= 1) {
      if (depth > 0 && random.chance(0.4)) {
        lines.push(
          `${dash}s0: ${this.scalar()}`,
          ...this.entries(below, depth - 1).filter((line) => !line.trimStart().startsWith("<<")),
        );
      } else lines.push(`${dash}${this.scalar()}`);
    }
    return lines;
  }
}
