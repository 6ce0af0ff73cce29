package atmos

import rego.v1

accounts := object.get(input.vars, ["github", "accounts"], {})

# A branch has no reviewers: whoever can merge could change prod.
errors contains msg if {
	count(object.get(accounts, ["prod", "apply_branches"], [])) > 0
	msg := "vars.github.accounts.prod.apply_branches must be empty: use apply_environments, whose reviewers approve each run"
}

# Entry roles are the management account's alone.
errors contains msg if {
	count(accounts) > 0
	input.vars.account_id != input.vars.entry_account_id
	msg := sprintf("vars.github is set in account %s: only the management account %s lets pipelines in", [input.vars.account_id, input.vars.entry_account_id])
}
