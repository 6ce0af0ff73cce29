import type { MergeMemo } from "./memo";
import { EMPTY } from "./merge";
import { isMap } from "./problem";
import type { SectionReader } from "./sections";
import type { Section, ValuePath } from "./types";

/**
 * What ProcessStackConfig of Atmos does to merged settings: an abstract instance loses
 * `spacelift.workspace_enabled`.
 *
 * @param own the instance's own settings, whose `spacelift` must be a map.
 * @param scope path of the settings.
 * @throws StackError
 */
export function withoutSpacelift(
  settings: Section,
  own: Section,
  isAbstract: boolean,
  read: SectionReader,
  scope: ValuePath,
): Section {
  read.map(own, "spacelift", scope);
  if (!isAbstract || !Object.hasOwn(settings, "spacelift")) return settings;
  const { workspace_enabled: removed, ...rest } = read.map(settings, "spacelift", scope);
  return removed === undefined ? settings : { ...settings, spacelift: rest };
}

/** Settings with `integrations.github` of atmos.yaml below their own (processSettingsIntegrationsGithub). */
export function withGithub(settings: Section, github: Section, memo: MergeMemo): Section {
  if (github === EMPTY) return settings;
  const integrations = isMap(settings.integrations) ? settings.integrations : EMPTY;
  const merged = memo.merge(github, isMap(integrations.github) ? integrations.github : EMPTY);
  if (merged === integrations.github) return settings;
  return { ...settings, integrations: { ...integrations, github: merged } };
}
