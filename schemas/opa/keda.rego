package atmos

import rego.v1

# While a single operator restarts nothing scales.
errors contains msg if {
	input.vars.stage == "prod"
	object.get(input.vars, "replicas", 2) < 2
	msg := sprintf("vars.replicas is %v: prod needs 2 or more", [input.vars.replicas])
}
