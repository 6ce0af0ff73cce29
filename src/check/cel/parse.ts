import { MACROS } from "./macros";
import { index, LEVELS, logic, lookUp, numeric } from "./operators";
import { type Token, tokenize } from "./tokens";
import { bool, type Evaluate, FUNCTIONS, isMap, METHODS } from "./values";

class Parser {
  private position = 0;
  private readonly tokens: readonly Token[];

  constructor(private readonly expression: string) {
    this.tokens = tokenize(expression);
  }

  whole(): Evaluate {
    const result = this.conditional();
    if (this.peek().type !== "end") this.fail();
    return result;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { type: "end", text: "" };
  }

  private take(text: string): boolean {
    const token = this.peek();
    if (token.type === "string" || token.text !== text || token.type === "end") return false;
    this.position++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private fail(): never {
    throw new Error(`CEL: cannot read "${this.expression}" at "${this.peek().text}".`);
  }

  private name(): string {
    const token = this.peek();
    if (token.type !== "name") this.fail();
    this.position++;
    return token.text;
  }

  private conditional(): Evaluate {
    const condition = this.either();
    if (!this.take("?")) return condition;
    const yes = this.conditional();
    this.expect(":");
    const no = this.conditional();
    return (scope) => (bool(condition(scope)) ? yes(scope) : no(scope));
  }

  private either(): Evaluate {
    const left = this.both();
    return this.take("||") ? logic(left, this.either(), true) : left;
  }

  private both(): Evaluate {
    const left = this.binary(0);
    return this.take("&&") ? logic(left, this.both(), false) : left;
  }

  private binary(level: number): Evaluate {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.peek();
      const operator = token.type === "operator" || token.text === "in" ? operators[token.text] : undefined;
      if (operator === undefined || token.type === "string") return left;
      this.position++;
      const [first, second] = [left, this.binary(level + 1)];
      left = (scope) => operator(first(scope), second(scope));
    }
  }

  private unary(): Evaluate {
    if (this.take("!")) {
      const operand = this.unary();
      return (scope) => !bool(operand(scope));
    }
    if (this.take("-")) {
      const operand = this.unary();
      return (scope) => numeric((zero, value) => zero - value)(0, operand(scope));
    }
    return this.postfix();
  }

  private postfix(): Evaluate {
    let target = this.primary();
    for (;;) {
      if (this.take("[")) {
        target = index(target, this.conditional());
        this.expect("]");
      } else if (this.take(".")) {
        const name = this.name();
        target = this.take("(") ? this.call(target, name) : index(target, () => name);
      } else return target;
    }
  }

  private call(target: Evaluate, name: string): Evaluate {
    const macro = MACROS[name];
    if (macro !== undefined) {
      const variable = this.name();
      this.expect(",");
      const body = this.conditional();
      this.expect(")");
      return macro(target, variable, body);
    }
    const method = METHODS[name];
    if (method === undefined) throw new Error(`CEL: method ${name} is not known, in "${this.expression}".`);
    const args = this.list(")");
    return (scope) => method(target(scope), ...args.map((argument) => argument(scope)));
  }

  private list(end: string): Evaluate[] {
    const items: Evaluate[] = [];
    while (!this.take(end)) {
      if (items.length > 0) this.expect(",");
      items.push(this.conditional());
    }
    return items;
  }

  private primary(): Evaluate {
    const token = this.peek();
    if (this.take("(")) {
      const inner = this.conditional();
      this.expect(")");
      return inner;
    }
    if (this.take("[")) {
      const items = this.list("]");
      return (scope) => items.map((item) => item(scope));
    }
    this.position++;
    if (token.type === "number") return () => Number(token.text);
    if (token.type === "string") return () => token.text;
    if (token.type !== "name") this.fail();
    if (token.text === "true" || token.text === "false") return () => token.text === "true";
    if (!this.take("(")) return lookUp(token.text);
    return token.text === "has" ? this.has() : this.function(token.text);
  }

  /** `has(a.b)`: whether the last member is there. It never reads that member, so an opaque one is there too. */
  private has(): Evaluate {
    let target: Evaluate = lookUp(this.name());
    this.expect(".");
    let member = this.name();
    while (this.take(".")) {
      const name = member;
      target = index(target, () => name);
      member = this.name();
    }
    this.expect(")");
    return (scope) => {
      const object = target(scope);
      return isMap(object) && Object.hasOwn(object, member);
    };
  }

  private function(name: string): Evaluate {
    const fn = FUNCTIONS[name];
    if (fn === undefined) throw new Error(`CEL: function ${name} is not known, in "${this.expression}".`);
    const [argument] = this.list(")");
    if (argument === undefined) this.fail();
    return (scope) => fn(argument(scope));
  }
}

const compiled = new Map<string, Evaluate>();

/**
 * Compiles a CEL expression; the same text is compiled once.
 *
 * It knows what the pinned CRDs use and no more (a test compiles every rule of theirs): a CEL library takes longer to
 * load than `check` takes to run, and the ones for Node are ECMAScript modules that older Node 20 cannot `require`.
 *
 * @throws Error for syntax, methods and functions that it does not know.
 */
export function compile(expression: string): Evaluate {
  let evaluate = compiled.get(expression);
  if (evaluate === undefined) {
    evaluate = new Parser(expression).whole();
    compiled.set(expression, evaluate);
  }
  return evaluate;
}
