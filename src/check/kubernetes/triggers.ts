import { isMapping, list, type Mapping, mapping, type Path, text } from "../path";

/** One trigger of a ScaledObject or ScaledJob. */
export interface Trigger {
  readonly type: string;
  readonly name: string;
  readonly metadata: Mapping;
  readonly trigger: Mapping;
  /** Place below the spec. */
  readonly path: Path;
}

const known = new WeakMap<Mapping, readonly Trigger[]>();

/** The triggers of a spec that are mappings. */
export function triggers(spec: Mapping): readonly Trigger[] {
  let found = known.get(spec);
  if (found === undefined) {
    found = read(spec);
    known.set(spec, found);
  }
  return found;
}

function read(spec: Mapping): readonly Trigger[] {
  return list(spec.triggers).flatMap((trigger, position) =>
    isMapping(trigger)
      ? [
          {
            type: text(trigger.type) ?? "",
            name: text(trigger.name) ?? "",
            metadata: mapping(trigger.metadata),
            trigger,
            path: ["triggers", position],
          },
        ]
      : [],
  );
}

/** Triggers that the HPA reads itself: they cannot scale to or from zero. */
export function isResourceTrigger(trigger: Trigger): boolean {
  return trigger.type === "cpu" || trigger.type === "memory";
}

/** Name of the HPA that KEDA makes for a ScaledObject (scaledobject_webhook.go, getHpaName). */
export function hpaName(name: string, spec: Mapping): string {
  const given = text(mapping(mapping(spec.advanced).horizontalPodAutoscalerConfig).name);
  return given === undefined || given === "" ? `keda-hpa-${name}` : given;
}
