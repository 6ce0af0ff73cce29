import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import { CARRIED_FUNCTIONS } from "../opaque";
import { StackError } from "../problem";
import { resolvePlain, UnsafeScalar } from "./scalar";

const NONE = -1;
/** yaml.v3 breaks lines at these, YAML 1.2 does not: a file with them means two things. */
const OLD_LINE_BREAK = /[\u0085\u2028\u2029]/;
const ESCAPED_SLASH = /(?:^|[^\\])(?:\\\\)*\\\//;
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

type MutableMap = Record<string, unknown>;

/** An anchor whose node is still being built: an alias to it would contain itself. */
const UNFINISHED = Symbol("unfinished");

/**
 * The one document of a YAML text as Go's yaml.v3 3.0.1 decodes it for Atmos 1.190.0: maps with string keys,
 * lists, strings, numbers, booleans, null; merge keys applied, timestamps and YAML functions as text.
 * Empty text gives null. Aliases share one object: never change the result.
 *
 * @param file named in errors.
 * @throws StackError for a syntax error and for everything that is refused: several documents, duplicate keys,
 * keys that are not strings, unknown tags, aliases without an anchor, numbers that JSON cannot hold.
 */
export function parseYaml(text: string, file: string): unknown {
  const broken = OLD_LINE_BREAK.exec(text);
  if (broken !== null) {
    const code = broken[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    fail(
      text,
      file,
      broken.index,
      "",
      `U+${code} ends a line for Atmos and does not for YAML 1.2`,
      `Write "\\u${code}" in double quotes.`,
    );
  }
  return new Builder(text, file, readEvents(text, file)).document();
}

/** The parser's events, with syntax errors turned into a StackError. */
export function readEvents(text: string, file: string): Event[] {
  try {
    return parseEvents(text, {});
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark;
    throw new StackError({
      file,
      line: (mark?.line ?? 0) + 1,
      column: (mark?.column ?? 0) + 1,
      field: "",
      value: "",
      rule: `Not YAML: ${error.reason}`,
      fix: "Correct the syntax.",
    });
  }
}

/** First line is 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function fail(text: string, file: string, offset: number, value: string, rule: string, fix: string): never {
  const column = offset - text.lastIndexOf("\n", offset - 1);
  throw new StackError({ file, line: lineOf(text, offset), column, field: "", value, rule, fix });
}

class Builder {
  private readonly anchors = new Map<string, unknown>();
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly events: readonly Event[],
  ) {}

  document(): unknown {
    const first = this.take();
    if (first === undefined) return null;
    if (first.type === EVENT_ID.DOCUMENT && first.directives.length > 0) {
      this.fail(0, "%", "directives change how YAML reads", "Remove the lines that start with %.");
    }
    if (this.events[this.next]?.type === EVENT_ID.POP) return null;
    const value = this.node();
    this.next += 1;
    if (this.next < this.events.length) {
      const marker = this.text.lastIndexOf("\n---") + 1;
      this.fail(
        marker,
        "---",
        "Atmos reads only the first of several YAML documents",
        "Make each document its own file.",
      );
    }
    return value;
  }

  private take(): Event | undefined {
    const event = this.events[this.next];
    this.next += 1;
    return event;
  }

  private node(): unknown {
    const event = this.take();
    switch (event?.type) {
      case EVENT_ID.SCALAR: {
        const value = this.scalar(event);
        if (event.anchorStart !== NONE)
          this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), value);
        return value;
      }
      case EVENT_ID.MAPPING:
        return this.collection(event, "!!map", () => this.mapping());
      case EVENT_ID.SEQUENCE:
        return this.collection(event, "!!seq", () => this.sequence());
      case EVENT_ID.ALIAS:
        return this.alias(event);
      default:
        throw new Error("unexpected YAML event");
    }
  }

  private collection(
    event: { start: number; anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number },
    ownTag: string,
    build: () => unknown,
  ): unknown {
    if (event.tagStart !== NONE) {
      const tag = this.text.slice(event.tagStart, event.tagEnd);
      if (tag !== ownTag) this.unknownTag(event.tagStart, tag);
    }
    if (event.anchorStart === NONE) return build();
    const anchor = this.text.slice(event.anchorStart, event.anchorEnd);
    this.anchors.set(anchor, UNFINISHED);
    const value = build();
    this.anchors.set(anchor, value);
    return value;
  }

  private sequence(): unknown[] {
    const items: unknown[] = [];
    while (this.events[this.next]?.type !== EVENT_ID.POP) items.push(this.node());
    this.next += 1;
    return items;
  }

  private mapping(): MutableMap {
    const map: MutableMap = {};
    let merge: unknown;
    let merges = false;
    for (;;) {
      const event = this.take();
      if (event === undefined || event.type === EVENT_ID.POP) break;
      if (event.type !== EVENT_ID.SCALAR) {
        const offset = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
        this.fail(offset, "", "a key must be a string", "Use a plain word as the key.");
      }
      const key = this.key(event);
      if (key === "<<" && event.style === SCALAR_STYLE.PLAIN) {
        if (merges) this.duplicate(event, key);
        merges = true;
        merge = this.merged();
        continue;
      }
      if (key === "<<") {
        // Atmos writes the parsed file as YAML and reads it again: the quotes are lost on the way.
        this.fail(
          event.valueStart,
          key,
          "Atmos merges a quoted << too",
          "Write << without quotes, or choose another key.",
        );
      }
      if (Object.hasOwn(map, key)) this.duplicate(event, key);
      map[key] = this.node();
    }
    if (merges) applyMerge(map, merge);
    return map;
  }

  private key(event: ScalarEvent): string {
    const key = this.scalarText(event);
    if (event.tagStart !== NONE)
      this.unknownTag(event.tagStart, this.text.slice(event.tagStart, event.tagEnd));
    if (event.style === SCALAR_STYLE.PLAIN && typeof resolvePlain(key) !== "string") {
      this.fail(event.valueStart, key, "a key must be a string", "Quote the key.");
    }
    if (key === "__proto__")
      this.fail(
        event.valueStart,
        key,
        "this key has a meaning of its own in JavaScript",
        "Choose another key.",
      );
    if (event.anchorStart !== NONE)
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), key);
    return key;
  }

  /** The value of `<<`: a map, an alias of one, or a list of those. */
  private merged(): unknown {
    const event = this.events[this.next];
    const offset =
      event !== undefined && "start" in event
        ? event.start
        : ((event as { valueStart?: number })?.valueStart ?? 0);
    const value = this.node();
    const sources = Array.isArray(value) && event?.type === EVENT_ID.SEQUENCE ? value : [value];
    for (const source of sources) {
      if (typeof source !== "object" || source === null || Array.isArray(source)) {
        this.fail(
          offset,
          "<<",
          "a merge key takes a map or a list of maps",
          "Give it the alias of a map: <<: *name.",
        );
      }
    }
    return sources;
  }

  private alias(event: { anchorStart: number; anchorEnd: number }): unknown {
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    const value = this.anchors.get(name);
    if (value === undefined && !this.anchors.has(name)) {
      this.fail(
        event.anchorStart,
        `*${name}`,
        "no anchor of this name comes before",
        `Define &${name} above.`,
      );
    }
    if (value === UNFINISHED) {
      this.fail(event.anchorStart, `*${name}`, "the anchor contains itself", "Write the value out.");
    }
    return value;
  }

  private scalarText(event: ScalarEvent): string {
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) {
      const raw = this.text.slice(event.valueStart, event.valueEnd);
      if (ESCAPED_SLASH.test(raw)) {
        this.fail(event.valueStart, raw, "Atmos does not know the escape \\/", "Write / alone.");
      }
      if (SURROGATE_ESCAPE.test(raw)) {
        this.fail(
          event.valueStart,
          raw,
          "Atmos refuses half a character in an escape",
          "Write the character itself or \\U and eight digits.",
        );
      }
    }
    return getScalarValue(this.text, event);
  }

  private scalar(event: ScalarEvent): unknown {
    const text = this.scalarText(event);
    if (event.tagStart !== NONE) return this.tagged(event, text);
    if (event.style !== SCALAR_STYLE.PLAIN) return text;
    return this.safe(event, text, resolvePlain(text));
  }

  private tagged(event: ScalarEvent, text: string): unknown {
    const tag = this.text.slice(event.tagStart, event.tagEnd);
    if (CARRIED_FUNCTIONS.has(tag)) return `${tag} ${text.trim()}`.trim();
    if (tag === "!!str") return text;
    const value = this.safe(event, text, resolvePlain(text));
    const kinds: Readonly<Record<string, string>> = {
      "!!int": "number",
      "!!float": "number",
      "!!bool": "boolean",
    };
    if (tag === "!!null" && value === null) return null;
    if (
      Object.hasOwn(kinds, tag) &&
      typeof value === kinds[tag] &&
      (tag !== "!!int" || Number.isInteger(value))
    )
      return value;
    return this.unknownTag(event.tagStart, tag);
  }

  private safe(event: ScalarEvent, text: string, value: unknown): unknown {
    if (value instanceof UnsafeScalar) this.fail(event.valueStart, text, value.rule, value.fix);
    return value;
  }

  private duplicate(event: ScalarEvent, key: string): never {
    return this.fail(event.valueStart, key, "the key appears twice in one map", "Remove one of them.");
  }

  private unknownTag(offset: number, tag: string): never {
    if (tag === "!include") {
      this.fail(
        offset,
        tag,
        "Atmos reads the included file while it parses, this reader does not",
        "Import a manifest, or write the value out.",
      );
    }
    const known = [...CARRIED_FUNCTIONS].join(", ");
    return this.fail(
      offset,
      tag,
      "the tag does not fit this value, or is no YAML function that Atmos 1.190 carries",
      `Use one of ${known} on a string, or no tag.`,
    );
  }

  private fail(offset: number, value: string, rule: string, fix: string): never {
    return fail(this.text, this.file, offset, value, rule, fix);
  }
}

/** Keys of the map win over merged ones, an earlier source over a later one (decode.go, merge). */
function applyMerge(map: MutableMap, sources: unknown): void {
  for (const source of sources as readonly MutableMap[]) {
    for (const key of Object.keys(source)) if (!Object.hasOwn(map, key)) map[key] = source[key];
  }
}
