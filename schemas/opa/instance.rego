# Rules for every instance, whatever its component.
package atmos

import rego.v1

key_prefix := sprintf("%s/%s", [input.vars.stage, input.metadata.component])

state_role := object.get(input, ["backend", "assume_role", "role_arn"], "")

# Each account's state role reaches its own keys alone: a wrong prefix would end in AccessDenied in the middle of a run.
errors contains msg if {
	input.backend_type == "s3"
	actual := object.get(input, ["backend", "workspace_key_prefix"], "")
	actual != key_prefix
	msg := sprintf("backend.s3.workspace_key_prefix is '%s' and must be '%s': set it for %s/defaults in stacks/%s/_defaults.yaml", [actual, key_prefix, input.metadata.component, input.vars.stage])
}

# One account never holds the credentials for another one's state.
errors contains msg if {
	input.backend_type == "s3"
	not regex.match(sprintf(`-tfstate-%s-(plan|apply)$`, [input.vars.stage]), state_role)
	msg := sprintf("backend.s3.assume_role.role_arn is '%s' and must be the state role of %s: ...-tfstate-%s-apply", [state_role, input.vars.stage, input.vars.stage])
}

# Resources are made in the stack's own account.
errors contains msg if {
	role := object.get(input.vars, "provider_role_arn", null)
	role != null
	not contains(role, sprintf("::%s:role/", [input.vars.account_id]))
	msg := sprintf("vars.provider_role_arn is '%s', a role outside of account %s", [role, input.vars.account_id])
}

# In prod nothing is removed by a switch: `enabled: false` would destroy what the instance made.
errors contains msg if {
	input.vars.stage == "prod"
	object.get(input.vars, "enabled", true) == false
	msg := "vars.enabled is false in prod and would remove everything: use `atmos workflow destroy`, which goes in order"
}
