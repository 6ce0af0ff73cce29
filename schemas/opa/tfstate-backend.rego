package atmos

import rego.v1

# All state of all accounts is in there.
errors contains msg if {
	object.get(input.vars, "enabled", true) == false
	msg := "vars.enabled is false: the state bucket of every account would go"
}

# Any account without an entry has no role for its state.
errors contains msg if {
	not input.vars.accounts[input.vars.stage]
	msg := sprintf("vars.accounts has no entry for %s itself: this stack could not read its own state", [input.vars.stage])
}
