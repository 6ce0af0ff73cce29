import { bool, CelError, type Evaluate, elements, type Scope, UnknownValue } from "./values";

type Macro = (target: Evaluate, variable: string, body: Evaluate) => Evaluate;

function inner(scope: Scope, name: string, value: unknown): Scope {
  return { name, value, parent: scope, isOpaque: scope.isOpaque };
}

/**
 * `all` and `exists` stop at the first element that decides; an error of an element counts only when no other element
 * decides (CEL's commutative logic).
 */
function quantifier(decisive: boolean): Macro {
  return (target, variable, body) => (scope) => {
    let failure: unknown;
    for (const value of elements(target(scope))) {
      try {
        if (bool(body(inner(scope, variable, value))) === decisive) return decisive;
      } catch (error) {
        if (!(error instanceof CelError)) throw error;
        if (!(failure instanceof UnknownValue)) failure = error;
      }
    }
    if (failure !== undefined) throw failure;
    return !decisive;
  };
}

/** The macros of CEL over lists (their items) and maps (their keys). */
export const MACROS: Readonly<Record<string, Macro>> = {
  all: quantifier(false),
  exists: quantifier(true),
  filter: (target, variable, body) => (scope) =>
    elements(target(scope)).filter((value) => bool(body(inner(scope, variable, value)))),
  map: (target, variable, body) => (scope) =>
    elements(target(scope)).map((value) => body(inner(scope, variable, value))),
  exists_one: (target, variable, body) => (scope) =>
    elements(target(scope)).filter((value) => bool(body(inner(scope, variable, value)))).length === 1,
};
