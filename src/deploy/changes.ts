/** What a plan would do or an apply has done, in resources. */
export interface Changes {
  readonly create: number;
  readonly change: number;
  /** Destroyed and made again; counted in neither `create` nor `destroy`. */
  readonly replace: number;
  readonly destroy: number;
  /** True when there is something to apply, be it only an output or a moved address. */
  readonly any: boolean;
}

/** Nothing to do. */
export const NOTHING: Changes = { create: 0, change: 0, replace: 0, destroy: 0, any: false };

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
const COLOUR = /\u001b\[[0-9;]*m/g;

/** Text without terminal colours. */
export const withoutColour = (text: string): string => text.replace(COLOUR, "");

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

const lastMatch = (text: string, pattern: RegExp): string | undefined =>
  [...text.matchAll(pattern)].at(-1)?.[0];

/** Headings of resources in a plan (terraform internal/command/jsonformat/plan.go, `resourceChangeComment`). */
const REPLACED = /^\s*# .+ (must be replaced|will be replaced, as requested)\s*$/gm;

/**
 * What a plan says it would do. From its text and not from `show -json`, which would put every secret of the plan into
 * one more place.
 */
export function planned(output: string): Changes {
  const text = withoutColour(output);
  const line = lastMatch(text, /^\s*Plan: .*$/gm);
  if (line === undefined) {
    return /^\s*No changes\./m.test(text) ? NOTHING : { ...NOTHING, any: true };
  }
  const replace = [...text.matchAll(REPLACED)].length;
  return {
    create: Math.max(0, numberIn(line, /(\d+) to add/) - replace),
    change: numberIn(line, /(\d+) to change/),
    replace,
    destroy: Math.max(0, numberIn(line, /(\d+) to destroy/) - replace),
    any: true,
  };
}

/** What an apply or a destroy says it has done. A replaced resource counts as created and as destroyed. */
export function applied(output: string): Changes {
  const text = withoutColour(output);
  const line = lastMatch(text, /^\s*(Apply|Destroy) complete! Resources: .*$/gm) ?? "";
  const create = numberIn(line, /(\d+) added/);
  const change = numberIn(line, /(\d+) changed/);
  const destroy = numberIn(line, /(\d+) destroyed/);
  return { create, change, replace: 0, destroy, any: create + change + destroy > 0 };
}

/** `3 to create, 1 to replace`; `done` for what has happened. */
export function describe(changes: Changes, tense: "planned" | "done"): string {
  if (!changes.any) return "no changes";
  const words =
    tense === "planned"
      ? (["to create", "to change", "to replace", "to destroy"] as const)
      : (["created", "changed", "replaced", "destroyed"] as const);
  const { create, change, replace, destroy } = changes;
  const parts = [create, change, replace, destroy]
    .map((count, position) => (count === 0 ? "" : `${count} ${words[position]}`))
    .filter((part) => part !== "");
  return parts.length === 0 ? "no resources, outputs or addresses only" : parts.join(", ");
}

/** All together. */
export function sum(all: readonly Changes[]): Changes {
  return all.reduce(
    (total, one) => ({
      create: total.create + one.create,
      change: total.change + one.change,
      replace: total.replace + one.replace,
      destroy: total.destroy + one.destroy,
      any: total.any || one.any,
    }),
    NOTHING,
  );
}
