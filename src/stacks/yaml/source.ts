import { type Event, parseEvents, YAMLException } from "js-yaml";
import { StackError } from "../problem";

/** An offset that the parser leaves out. */
export const NONE = -1;

/** yaml.v3 breaks lines at these, YAML 1.2 does not: a file with them means two things. */
const OLD_LINE_BREAK = /[\u0085\u2028\u2029]/;

/** A YAML text with the name under which errors report it. */
export class Source {
  constructor(
    readonly text: string,
    readonly file: string,
  ) {}

  /**
   * The parser's events.
   *
   * @throws StackError for a syntax error, and for characters that end a line for Atmos alone.
   */
  events(): Event[] {
    const broken = OLD_LINE_BREAK.exec(this.text);
    if (broken !== null) {
      const code = broken[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      const rule = `U+${code} ends a line for Atmos and does not for YAML 1.2`;
      this.fail(broken.index, "", rule, `Write "\\u${code}" in double quotes.`);
    }
    try {
      return parseEvents(this.text, {});
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      return this.fail(error.mark?.position ?? 0, "", `Not YAML: ${error.reason}`, "Correct the syntax.");
    }
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  /** First line is 1. */
  lineOf(offset: number): number {
    let line = 1;
    for (let at = this.text.indexOf("\n"); at !== -1 && at < offset; at = this.text.indexOf("\n", at + 1))
      line += 1;
    return line;
  }

  /** @throws StackError always. */
  fail(offset: number, value: string, rule: string, fix: string): never {
    const at = Math.max(offset, 0);
    const column = at === 0 ? 1 : at - this.text.lastIndexOf("\n", at - 1);
    throw new StackError({ file: this.file, line: this.lineOf(at), column, field: "", value, rule, fix });
  }
}
