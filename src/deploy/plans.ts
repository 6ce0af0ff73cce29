import type { Paint } from "../check/colour";
import { type Changes, describe, sum } from "./changes";
import type { Job } from "./job";

/** What the plan of an instance has brought. */
export type Plan =
  | { readonly kind: "planned"; readonly changes: Changes }
  /** It cannot be planned before what it comes after has been applied. */
  | { readonly kind: "later"; readonly because: string; readonly output: string }
  | { readonly kind: "failed"; readonly reason: string; readonly output: string };

/** The jobs whose plan failed although another is about to change what they come after. */
export function excused(jobs: readonly Job[], plans: ReadonlyMap<string, Plan>): ReadonlyMap<string, string> {
  const because = new Map<string, string>();
  // Jobs come after those that they wait for.
  for (const job of jobs) {
    if (plans.get(job.label)?.kind !== "failed") continue;
    const cause = job.after.find((label) => {
      const plan = plans.get(label);
      return because.has(label) || (plan?.kind === "planned" && plan.changes.any);
    });
    if (cause !== undefined) because.set(job.label, cause);
  }
  return because;
}

/** Every plan on a line, then the total. */
export function planSummary(
  jobs: readonly Job[],
  plans: ReadonlyMap<string, Plan>,
  paint: Paint,
): readonly string[] {
  const width = Math.max(0, ...jobs.map((job) => job.label.length));
  const lines = jobs.map(({ label }) => {
    const plan = plans.get(label);
    const name = `  ${label.padEnd(width)}  `;
    if (plan === undefined) return `${name}not planned`;
    if (plan.kind === "failed") return `${name}${paint("red", "no plan")}`;
    if (plan.kind === "later") return `${name}${paint("yellow", `planned when ${plan.because} is applied`)}`;
    const text = describe(plan.changes, "planned");
    if (!plan.changes.any) return `${name}${paint("dim", text)}`;
    return `${name}${plan.changes.replace + plan.changes.destroy > 0 ? paint("yellow", text) : text}`;
  });
  const known = [...plans.values()].flatMap((plan) => (plan.kind === "planned" ? [plan.changes] : []));
  return ["", ...lines, ...(known.length === 0 ? [] : ["", `Together: ${describe(sum(known), "planned")}`])];
}

/** Whether a yes would do anything: what comes after a plan that failed is not done. */
export function hasWork(jobs: readonly Job[], plans: ReadonlyMap<string, Plan>): boolean {
  const blocked = new Set<string>();
  // Jobs come after those that they wait for.
  for (const job of jobs) {
    const isBlocked =
      plans.get(job.label)?.kind === "failed" || job.after.some((label) => blocked.has(label));
    if (isBlocked) blocked.add(job.label);
  }
  return jobs.some((job) => {
    const plan = plans.get(job.label);
    return (
      !blocked.has(job.label) && (plan?.kind === "later" || (plan?.kind === "planned" && plan.changes.any))
    );
  });
}
