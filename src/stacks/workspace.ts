import { fillNameTemplate, parseNameTemplate, type TemplateData } from "./name-template";
import type { Section } from "./types";

/** What the name of a Terraform workspace depends on. */
export interface WorkspaceInput {
  readonly stack: string;
  readonly name: string;
  readonly component: string;
  readonly backendType: string;
  readonly metadata: Section;
  /** `components.terraform.workspaces_enabled`. */
  readonly enabled: boolean;
  readonly data: TemplateData;
}

/**
 * The Terraform workspace of an instance (BuildTerraformWorkspace): the stack name, with the instance name
 * when that differs from the component, unless `metadata` sets one. undefined when `metadata` has a template
 * that only Atmos can fill in.
 *
 * @throws TemplateGap
 */
export function workspaceOf(input: WorkspaceInput): string | undefined {
  if (input.backendType === "http" || !input.enabled) return "default";
  const {
    terraform_workspace_template: source,
    terraform_workspace_pattern: pattern,
    terraform_workspace: fixed,
  } = input.metadata;
  let workspace = input.name === input.component ? input.stack : `${input.stack}-${input.name}`;
  if (typeof source === "string") {
    const template = parseNameTemplate(source);
    if (template === undefined) return undefined;
    workspace = fillNameTemplate(template, input.data);
  } else if (typeof pattern === "string") return undefined;
  else if (typeof fixed === "string") workspace = fixed;
  return workspace.replaceAll("/", "-");
}
