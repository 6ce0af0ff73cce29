package atmos

import rego.v1

defaults := object.get(input.vars, "scaled_object_defaults", {})

# What the component makes of it: mappings are merged, everything else is the object's where it has it.
scaled_objects[name] := object.union(defaults, object_spec) if {
	some name, object_spec in object.get(input.vars, "scaled_objects", {})
}

prod if input.vars.stage == "prod"

# KEDA's own default is 100 replicas.
errors contains msg if {
	some name, spec in scaled_objects
	not spec.maxReplicaCount
	msg := sprintf("vars.scaled_objects.%s has no maxReplicaCount: KEDA would go to 100", [name])
}

# A metric source that is down must not decide how many replicas run. KEDA has no fallback for cpu and memory.
errors contains msg if {
	prod
	some name, spec in scaled_objects
	some trigger in spec.triggers
	not trigger.type in {"cpu", "memory"}
	not spec.fallback
	msg := sprintf("vars.scaled_objects.%s has no fallback: prod says what runs while the metric is missing", [name])
}

# A schedule that stops workloads belongs to dev.
errors contains msg if {
	prod
	some name, spec in scaled_objects
	object.get(spec, "minReplicaCount", 0) == 0
	some trigger in spec.triggers
	trigger.type == "cron"
	msg := sprintf("vars.scaled_objects.%s goes to zero by a cron trigger: in prod set minReplicaCount to 1 or more", [name])
}
