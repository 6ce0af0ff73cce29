package atmos

import rego.v1

pools := object.get(input.vars, "node_pools", {})

classes := object.get(input.vars, "node_classes", {})

prod if input.vars.stage == "prod"

# The newest image would replace every node on the day AWS publishes it.
errors contains msg if {
	prod
	some name, class in classes
	some term in class.amiSelectorTerms
	endswith(object.get(term, "alias", ""), "@latest")
	msg := sprintf("vars.node_classes.%s uses %s: prod pins an image, such as al2023@v20261106, that dev has run", [name, term.alias])
}

# A pool without a limit turns a runaway workload into a bill. A static pool has its size instead.
errors contains msg if {
	some name, pool in pools
	not pool.replicas
	some resource in ["cpu", "memory"]
	not pool.limits[resource]
	msg := sprintf("vars.node_pools.%s.limits has no %s: every pool needs a limit", [name, resource])
}

# Without a budget of its own a pool may lose 10% of its nodes at any hour.
errors contains msg if {
	prod
	some name, pool in pools
	count(object.get(pool, ["disruption", "budgets"], [])) == 0
	msg := sprintf("vars.node_pools.%s.disruption.budgets is missing: prod says how many nodes may go at once", [name])
}

# A budget of 100% for everything is no budget.
errors contains msg if {
	prod
	some name, pool in pools
	some budget in pool.disruption.budgets
	budget.nodes == "100%"
	object.get(budget, "reasons", []) != ["Empty"]
	msg := sprintf("vars.node_pools.%s.disruption.budgets lets all nodes go at once: in prod only for reasons: [Empty]", [name])
}

# Pods that refuse eviction would keep an expired node for ever.
errors contains msg if {
	prod
	some name, pool in pools
	object.get(pool.template.spec, "expireAfter", "720h") != "Never"
	not pool.template.spec.terminationGracePeriod
	msg := sprintf("vars.node_pools.%s.template.spec.terminationGracePeriod is missing: its nodes expire", [name])
}

on_demand(pool) if {
	some requirement in pool.template.spec.requirements
	requirement.key == "karpenter.sh/capacity-type"
	requirement.operator == "In"
	"on-demand" in requirement.values
}

fallback contains name if {
	some name, pool in pools
	on_demand(pool)
	count(object.get(pool.template.spec, "taints", [])) == 0
}

# When spot runs dry there has to be somewhere to go.
errors contains msg if {
	prod
	count(pools) > 0
	count(fallback) == 0
	msg := "vars.node_pools has no pool for on-demand nodes without taints: prod needs one to fall back to, such as karpenter-node-pools/general"
}
