import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { isMap } from "../problem";
import { keyText, scalarValue, unknownTag } from "./scalars";
import { NONE, Source } from "./source";

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
  const source = new Source(text, file);
  return new Builder(source, source.events()).document();
}

class Builder {
  private readonly anchors = new Map<string, unknown>();
  private next = 0;

  constructor(
    private readonly source: Source,
    private readonly events: readonly Event[],
  ) {}

  document(): unknown {
    const first = this.take();
    if (first === undefined) return null;
    if (first.type === EVENT_ID.DOCUMENT && first.directives.length > 0) {
      this.source.fail(0, "%", "directives change how YAML reads", "Remove the lines that start with %.");
    }
    if (this.events[this.next]?.type === EVENT_ID.POP) return null;
    const value = this.node();
    this.next += 1;
    if (this.next < this.events.length) {
      const marker = this.source.text.lastIndexOf("\n---") + 1;
      const rule = "Atmos reads only the first of several YAML documents";
      this.source.fail(marker, "---", rule, "Make each document its own file.");
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
      case EVENT_ID.SCALAR:
        return this.anchored(event, scalarValue(this.source, event));
      case EVENT_ID.MAPPING:
        this.open(event, "!!map");
        return this.anchored(event, this.mapping());
      case EVENT_ID.SEQUENCE:
        this.open(event, "!!seq");
        return this.anchored(event, this.sequence());
      case EVENT_ID.ALIAS:
        return this.alias(event);
      default:
        throw new Error("unexpected YAML event");
    }
  }

  private open(event: MappingEvent | SequenceEvent, tag: string): void {
    if (event.tagStart !== NONE && this.source.slice(event.tagStart, event.tagEnd) !== tag) {
      unknownTag(this.source, event.tagStart, event.tagEnd);
    }
    this.anchored(event, UNFINISHED);
  }

  private anchored(event: MappingEvent | SequenceEvent | ScalarEvent, value: unknown): unknown {
    if (event.anchorStart !== NONE)
      this.anchors.set(this.source.slice(event.anchorStart, event.anchorEnd), value);
    return value;
  }

  private sequence(): unknown[] {
    const items: unknown[] = [];
    while (this.events[this.next]?.type !== EVENT_ID.POP) items.push(this.node());
    this.next += 1;
    return items;
  }

  private mapping(): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    let merged: readonly Readonly<Record<string, unknown>>[] | undefined;
    for (let event = this.take(); event !== undefined && event.type !== EVENT_ID.POP; event = this.take()) {
      const key = this.key(event);
      if (key === "<<") {
        if (merged !== undefined) this.duplicate(event, key);
        merged = this.mergeSources(event);
      } else {
        if (Object.hasOwn(map, key)) this.duplicate(event, key);
        map[key] = this.node();
      }
    }
    // Keys of the map win over merged ones, an earlier source over a later one (decode.go, merge).
    for (const source of merged ?? []) {
      for (const key of Object.keys(source)) if (!Object.hasOwn(map, key)) map[key] = source[key];
    }
    return map;
  }

  private key(event: Event): string {
    if (event.type !== EVENT_ID.SCALAR) {
      return this.source.fail(offsetOf(event), "", "a key must be a string", "Use a plain word as the key.");
    }
    const key = keyText(this.source, event);
    this.anchored(event, key);
    return key;
  }

  /** The value of `<<`: a map, an alias of one, or a list of those. */
  private mergeSources(key: Event): readonly Readonly<Record<string, unknown>>[] {
    const isList = this.events[this.next]?.type === EVENT_ID.SEQUENCE;
    const value = this.node();
    const sources: readonly unknown[] = isList && Array.isArray(value) ? value : [value];
    if (sources.every(isMap)) return sources;
    const fix = "Give it the alias of a map: <<: *name.";
    return this.source.fail(offsetOf(key), "<<", "a merge key takes a map or a list of maps", fix);
  }

  private alias(event: AliasEvent): unknown {
    const name = this.source.slice(event.anchorStart, event.anchorEnd);
    const value = this.anchors.get(name);
    if (value === undefined && !this.anchors.has(name)) {
      this.source.fail(
        event.anchorStart,
        `*${name}`,
        "no anchor of this name comes before",
        `Define &${name} above.`,
      );
    }
    if (value === UNFINISHED) {
      this.source.fail(event.anchorStart, `*${name}`, "the anchor contains itself", "Write the value out.");
    }
    return value;
  }

  private duplicate(event: Event, key: string): never {
    return this.source.fail(offsetOf(event), key, "the key appears twice in one map", "Remove one of them.");
  }
}

function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
}
