import { EVENT_ID, type Event, getScalarValue } from "js-yaml";
import type { ValuePath } from "../types";
import { NONE, Source } from "./source";

/** A YAML node with the offset at which its entry starts: the key for a map entry, else the value. */
interface PlacedNode {
  offset: number;
  readonly map?: Map<string, PlacedNode>;
  readonly items?: PlacedNode[];
}

/** How far a path leads into a text, and where. */
export interface FoundPath {
  /** First line is 1. */
  readonly line: number;
  /** How many elements of the path exist. */
  readonly depth: number;
}

/** Trees of the texts asked for last: findings come in runs for one file. */
const trees = new Map<string, { readonly source: Source; readonly root: PlacedNode | undefined }>();
const KEPT = 32;

/**
 * The line of the entry at `path`, or of its nearest ancestor that exists. Merge keys and aliases lead to the
 * anchored text.
 *
 * @throws StackError for a syntax error.
 */
export function locateInText(text: string, file: string, path: ValuePath): FoundPath {
  const { source, root } = treeOf(text, file);
  let node = root;
  let depth = 0;
  for (const key of path) {
    const child = typeof key === "number" ? node?.items?.[key] : node?.map?.get(key);
    if (child === undefined) break;
    node = child;
    depth += 1;
  }
  return { line: depth === 0 || node === undefined ? 1 : source.lineOf(node.offset), depth };
}

function treeOf(
  text: string,
  file: string,
): { readonly source: Source; readonly root: PlacedNode | undefined } {
  const known = trees.get(file);
  if (known !== undefined && known.source.text === text) return known;
  const source = new Source(text, file);
  const tree = { source, root: new Placer(text, source.events()).root() };
  if (trees.size >= KEPT) trees.clear();
  trees.set(file, tree);
  return tree;
}

class Placer {
  private readonly anchors = new Map<string, PlacedNode>();
  private next = 1;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  root(): PlacedNode | undefined {
    const event = this.events[this.next];
    return event === undefined || event.type === EVENT_ID.POP ? undefined : this.node(0);
  }

  /** @param entry offset of the entry the node belongs to, when the node itself has no text. */
  private node(entry: number): PlacedNode {
    const event = this.events[this.next];
    this.next += 1;
    if (event?.type === EVENT_ID.ALIAS) {
      const target = this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd));
      return { ...target, offset: event.anchorStart };
    }
    if (event?.type === EVENT_ID.SCALAR) {
      const node = { offset: event.valueStart === NONE ? entry : event.valueStart };
      return this.anchored(event, node);
    }
    if (event?.type === EVENT_ID.SEQUENCE) {
      const items: PlacedNode[] = [];
      const node = this.anchored(event, { offset: event.start, items });
      while (this.open()) items.push(this.node(event.start));
      this.next += 1;
      return node;
    }
    if (event?.type !== EVENT_ID.MAPPING) throw new Error("unexpected YAML event");
    const node = this.anchored(event, { offset: event.start, map: new Map<string, PlacedNode>() });
    this.entries(node.map ?? new Map());
    return node;
  }

  private entries(map: Map<string, PlacedNode>): void {
    const merged: PlacedNode[] = [];
    while (this.open()) {
      const key = this.events[this.next];
      if (key?.type !== EVENT_ID.SCALAR) {
        this.node(0);
        this.node(0);
        continue;
      }
      this.next += 1;
      const value = this.node(key.valueStart);
      const name = getScalarValue(this.text, key);
      if (name === "<<") merged.push(...(value.items ?? [value]));
      else map.set(name, { ...value, offset: key.valueStart === NONE ? value.offset : key.valueStart });
    }
    this.next += 1;
    for (const source of merged) {
      for (const [name, node] of source.map ?? []) if (!map.has(name)) map.set(name, node);
    }
  }

  private open(): boolean {
    const type = this.events[this.next]?.type;
    return type !== undefined && type !== EVENT_ID.POP;
  }

  private anchored(event: { anchorStart: number; anchorEnd: number }, node: PlacedNode): PlacedNode {
    if (event.anchorStart !== NONE)
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }
}
