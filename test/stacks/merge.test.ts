import { EMPTY, MergeConflict, merge, mergeAll } from "../../src/stacks/merge";

describe("Layers merge as Atmos merges them", () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
    ["maps merge key by key", { a: { b: 1, c: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    ["lists are replaced", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["an empty list replaces a list", { a: [1] }, { a: [] }, { a: [] }],
    ["null replaces a map", { a: { b: 1 } }, { a: null }, { a: null }],
    ["a map replaces null", { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
    ["an empty map leaves a map as it is", { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
    ["an empty map replaces a scalar", { a: "x" }, { a: {} }, { a: {} }],
    ["a scalar replaces a map, however empty it is", { a: { b: 1 } }, { a: "" }, { a: "" }],
    ["zero and false replace", { a: 1, b: true }, { a: 0, b: false }, { a: 0, b: false }],
    ["a map replaces a list", { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    ["a list replaces null", { a: null }, { a: [1] }, { a: [1] }],
    [
      "names of Object's methods are keys like others",
      {},
      { constructor: 1, toString: 2 },
      { constructor: 1, toString: 2 },
    ],
  ])("%s", (_title, base, over, merged) => {
    expect(merge(base, over)).toEqual(merged);
  });

  test.each<[string, unknown]>([
    ["a string", "x"],
    ["a map", {}],
    ["false", false],
  ])("a list cannot replace %s", (_title, value) => {
    expect(() => merge({ a: { b: value } }, { a: { b: [1] } })).toThrow(
      new MergeConflict(["a", "b"], value, [1]),
    );
  });
});

describe("Merging shares structure, so that work can be remembered by identity", () => {
  const base = { a: { b: [1, { c: 2 }] }, d: { e: 1 } };

  test("a merge that changes nothing returns the base itself", () => {
    expect(merge(base, { a: { b: [1, { c: 2 }] } })).toBe(base);
  });

  test("a merge that replaces everything returns the upper layer itself", () => {
    const over = { a: "x", d: null, f: 1 };
    expect(merge(base, over)).toBe(over);
  });

  test("branches that nothing touches keep their identity, and no argument changes", () => {
    const frozen = JSON.stringify(base);
    const merged = merge(base, { d: { e: 2 } });
    expect(merged.a).toBe(base.a);
    expect(JSON.stringify(base)).toBe(frozen);
  });

  test("empty layers all have one identity", () => {
    expect(mergeAll([EMPTY, EMPTY])).toBe(EMPTY);
  });
});
