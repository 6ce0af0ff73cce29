import type { Instance } from "../stacks/types";
import type { Problem } from "./guardrail";
import { mapping, text } from "./path";
import { suggestion } from "./suggest";

/** A justification that short says nothing. */
const SHORTEST = 10;

function waiversOf(instance: Instance): Readonly<Record<string, unknown>> {
  return mapping(mapping(instance.settings.autoscaling).waivers);
}

/** The written justification with which the instance waives a guardrail, or undefined. */
export function waiverOf(instance: Instance, guardrail: string): string | undefined {
  const reason = text(waiversOf(instance)[guardrail]);
  return reason !== undefined && reason.trim().length >= SHORTEST ? reason : undefined;
}

/** Waivers that name no guardrail, or give no reason. */
export function* checkWaivers(
  instance: Instance,
  ids: readonly string[],
): Generator<Problem & { readonly id: string }> {
  for (const [id, reason] of Object.entries(waiversOf(instance))) {
    const path = ["settings", "autoscaling", "waivers", id];
    if (!ids.includes(id)) {
      const rule = "a waiver names a guardrail";
      yield { id: "waiver-unknown", path, value: reason, rule, fix: suggestion(id, ids) };
    } else if (waiverOf(instance, id) === undefined) {
      const rule = `a waiver says why, in at least ${SHORTEST} characters`;
      yield {
        id: "waiver-unjustified",
        path,
        value: reason,
        rule,
        fix: "write why the risk is accepted, and until when",
      };
    }
  }
}
