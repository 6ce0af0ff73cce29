import { TerraformElement, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { knownLength } from "./bounds";
import type { Component } from "./component";
import { providerBounds } from "./context";
import { interpolate } from "./expressions";
import { violations } from "./laws";
import { configureProviders } from "./providers";
import { inputSchemas, isNullable, isRequired } from "./schema";
import { terraformType } from "./terraform-type";
import { validations } from "./terraform-validation";

/**
 * The CDKTF stack of one component.
 *
 * Terraform names are the construct ids joined by `_`, without CDKTF's hash: they stay the same when a construct moves
 * in the code. Variables, locals and outputs live in scopes of their own, because they may share a name.
 */
export class ComponentStack<InputName extends string = string> extends TerraformStack {
  /** Longest text of the expressions whose length is known. */
  readonly bounds = new Map<string, number>(providerBounds);
  private resolved: unknown;
  private readonly scopes: { variables: Construct; locals: Construct; outputs: Construct };

  constructor(
    scope: Construct,
    readonly component: Component,
  ) {
    super(scope, component.name);
    const scopeOf = (id: string) => new Construct(this, id);
    this.scopes = { variables: scopeOf("variables"), locals: scopeOf("locals"), outputs: scopeOf("outputs") };
    this.declareVariables();
    configureProviders(this);
    component.build(this);
    this.node.addValidation({ validate: () => violations(this) });
  }

  /** The expression of an input: `stack.input("region")` is `var.region`. */
  input(name: InputName): string {
    return `var.${name}`;
  }

  /** Declares a local value and returns its expression, `local.<name>`. `maxLength` is its longest text, in characters. */
  local(name: string, expression: string, options: { readonly maxLength?: number } = {}): string {
    new TerraformLocal(this.scopes.locals, name, interpolate(expression));
    if (options.maxLength !== undefined) this.bounds.set(`local.${name}`, options.maxLength);
    return `local.${name}`;
  }

  /** Declares a local value from text with `${...}` in it, whose longest length follows from its parts when all are known. */
  localText(name: string, text: string): string {
    new TerraformLocal(this.scopes.locals, name, text);
    const length = knownLength(text, this.bounds);
    if (length !== undefined) this.bounds.set(`local.${name}`, length);
    return `local.${name}`;
  }

  /** Declares an output. The next component reads it with `!terraform.state`. */
  output(name: string, expression: string, description: string): void {
    const output = new TerraformOutput(this.scopes.outputs, name, {
      value: interpolate(expression),
      description,
    });
    output.overrideLogicalId(name);
  }

  /** The stack as Terraform JSON. Resolved once: resolving is most of what a synthesis costs. */
  document(): unknown {
    this.resolved ??= this.toTerraform();
    return this.resolved;
  }

  protected override allocateLogicalId(element: TerraformElement | IConstruct["node"]): string {
    const node = TerraformElement.isTerraformElement(element)
      ? element.node
      : (element as IConstruct["node"]);
    const path = node.scopes.slice(node.scopes.indexOf(this) + 1);
    const own = Object.values(this.scopes ?? {}).includes(path[0] as Construct) ? path.slice(1) : path;
    return own
      .map((scope) => scope.node.id)
      .join("_")
      .replaceAll("-", "_");
  }

  private declareVariables(): void {
    for (const [name, schema] of Object.entries(inputSchemas(this.component.inputs))) {
      const variable = new TerraformVariable(this.scopes.variables, name, {
        type: terraformType(schema),
        description: schema.description ?? "",
        nullable: isNullable(schema),
      });
      const rules = validations(name, schema);
      if (rules.length > 0) variable.addOverride("validation", rules);
      variable.overrideLogicalId(name);
      if (!isRequired(schema)) variable.addOverride("default", schema.default);
      if (schema.maxLength !== undefined) this.bounds.set(`var.${name}`, schema.maxLength);
    }
    this.bounds.set("var.account_id", 12);
  }
}
