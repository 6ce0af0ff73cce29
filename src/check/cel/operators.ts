import {
  bool,
  CelError,
  compare,
  contains,
  type Evaluate,
  equal,
  isMap,
  type Scope,
  UnknownValue,
} from "./values";

/** A binary operator. */
export type Binary = (left: unknown, right: unknown) => unknown;

/** Arithmetic on numbers; anything else is an error. */
export function numeric(compute: (left: number, right: number) => number): Binary {
  return (left, right) => {
    if (typeof left !== "number" || typeof right !== "number")
      throw new CelError("arithmetic on something that is not a number");
    return compute(left, right);
  };
}

/** Binary operators without short cut, weakest level first. */
export const LEVELS: readonly Readonly<Record<string, Binary>>[] = [
  {
    "==": equal,
    "!=": (left, right) => !equal(left, right),
    "<": (left, right) => compare(left, right) < 0,
    "<=": (left, right) => compare(left, right) <= 0,
    ">": (left, right) => compare(left, right) > 0,
    ">=": (left, right) => compare(left, right) >= 0,
    in: (left, right) => contains(right, left),
  },
  { "+": numeric((left, right) => left + right), "-": numeric((left, right) => left - right) },
  {
    "*": numeric((left, right) => left * right),
    "/": numeric((left, right) => Math.trunc(left / right)),
    "%": numeric((left, right) => left % right),
  },
];

/** A value that only Atmos knows gives no verdict, wherever a rule meets it. */
function known(value: unknown, scope: Scope): unknown {
  if (scope.isOpaque(value)) throw new UnknownValue("a value is only known to Atmos");
  return value;
}

/**
 * `&&` and `||` hide an error of one side when the other side decides (CEL's commutative logic): `decisive` is the
 * value that decides, false for `&&`, true for `||`.
 */
export function logic(left: Evaluate, right: Evaluate, decisive: boolean): Evaluate {
  return (scope) => {
    let failure: unknown;
    for (const side of [left, right]) {
      try {
        if (bool(side(scope)) === decisive) return decisive;
      } catch (error) {
        if (!(error instanceof CelError)) throw error;
        if (!(failure instanceof UnknownValue)) failure = error;
      }
    }
    if (failure !== undefined) throw failure;
    return !decisive;
  };
}

/** The value of a name. */
export function lookUp(name: string): Evaluate {
  return (scope) => {
    for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
      if (place.name === name) return known(place.value, scope);
    }
    throw new CelError(`${name} is not defined`);
  };
}

/** A member of a map, or an item of a list. */
export function index(target: Evaluate, key: Evaluate): Evaluate {
  return (scope) => {
    const object = target(scope);
    const member = key(scope);
    if (Array.isArray(object) && typeof member === "number" && member < object.length)
      return known(object[member], scope);
    if (isMap(object) && typeof member === "string" && Object.hasOwn(object, member))
      return known(object[member], scope);
    throw new CelError(`no such key: ${String(member)}`);
  };
}
