package helm

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"helm.sh/helm/v3/pkg/action"
	helmrelease "helm.sh/helm/v3/pkg/release"
)

// defaults of the provider (hashicorp/helm, helm_release).
var defaults = map[string]any{
	"atomic": false, "cleanup_on_fail": false, "create_namespace": false, "dependency_update": false,
	"disable_crd_hooks": false, "disable_openapi_validation": false, "disable_webhooks": false, "force_update": false,
	"lint": false, "max_history": int64(0), "namespace": "default", "pass_credentials": false, "recreate_pods": false,
	"render_subchart_notes": true, "replace": false, "reset_values": false, "reuse_values": false, "skip_crds": false,
	"take_ownership": false, "timeout": int64(300), "upgrade_install": false, "verify": false, "wait": true,
	"wait_for_jobs": false,
}

// computed is what only an apply knows.
var computed = []string{"id", "metadata", "manifest", "resources", "status", "version"}

// withoutEffect is what the stand-in cannot do: to accept it would be to pretend.
var withoutEffect = []string{
	"dependency_update", "devel", "keyring", "postrender", "repository_ca_file", "repository_cert_file",
	"repository_key_file", "repository_password", "repository_username", "set_wo", "set_wo_revision", "verify",
}

// Plan asks nobody: it reads the chart's version from its folder, as the provider reads it from the repository.
func (r *release) Plan(change server.Change) (server.Planned, server.Diagnostics) {
	planned := change.Proposed.Copy()
	for name, fallback := range defaults {
		if change.Config.IsNull(name) {
			planned.Set(name, fallback)
		}
	}
	setTypes(planned)
	if problem := refuse(planned); problem != nil {
		return server.Planned{}, server.Failed("The stand-in cannot do this", problem)
	}
	if problem := planVersion(planned, change.Config); problem != nil {
		return server.Planned{}, server.Failed("Chart", problem)
	}
	planned.Set("status", helmrelease.StatusDeployed.String())
	var replace []string
	if change.Prior != nil {
		replace = differing(change.Prior, planned, "name", "namespace")
	}
	if change.Prior == nil || len(differing(change.Prior, planned, configurable(planned)...)) > 0 {
		planned.SetUnknown("id")
		planned.SetUnknown("metadata")
	}
	// The provider fills both with experiments.manifest only.
	planned.Set("manifest", nil)
	planned.Set("resources", nil)
	return server.Planned{State: planned, Replace: replace}, nil
}

// setTypes gives each `set` the type that it has when none is written.
func setTypes(planned value.Object) {
	if planned.IsNull("set") || !planned["set"].IsKnown() {
		return
	}
	sets := planned.Objects("set")
	for _, set := range sets {
		if set != nil && (set.IsNull("type") || !set.IsKnown("type")) {
			set.Set("type", "")
		}
	}
	planned.SetObjects("set", sets)
}

func refuse(planned value.Object) error {
	for _, name := range withoutEffect {
		attribute, present := planned[name]
		if !present || attribute.IsNull() || attribute.Type().Is(tftypes.Bool) && !planned.Flag(name) {
			continue
		}
		return fmt.Errorf("helm_release %q: %s: leave it out, or use the real provider", planned.Text("name"), name)
	}
	if name := planned.Text("name"); planned.IsKnown("name") && (name == "" || len(name) > 53) {
		return fmt.Errorf("helm_release %q: name must have 1 to 53 characters", name)
	}
	return nil
}

func planVersion(planned, config value.Object) error {
	for _, name := range []string{"chart", "repository", "version"} {
		if !config.IsKnown(name) {
			planned.SetUnknown("version")
			return nil
		}
	}
	loaded, err := loadChart(config)
	if err != nil {
		return err
	}
	version, wanted := loaded.Metadata.Version, config.Text("version")
	if !config.IsNull("version") && bare(wanted) != bare(version) {
		return fmt.Errorf("helm_release %q: version is %q, but the chart's is %q: write that, or leave it out",
			config.Text("name"), wanted, version)
	}
	if config.IsNull("version") {
		planned.Set("version", version)
	}
	if planned.Flag("lint") && config.IsKnown("values") {
		return lint(config)
	}
	return nil
}

func lint(config value.Object) error {
	folder, err := chartFolder(config)
	if err != nil {
		return err
	}
	values, err := valuesOf(config)
	if err != nil {
		return err
	}
	result := action.NewLint().Run([]string{folder}, values)
	if len(result.Errors) == 0 {
		return nil
	}
	var texts []string
	for _, problem := range result.Errors {
		texts = append(texts, problem.Error())
	}
	return fmt.Errorf("lint of %s: %s", folder, strings.Join(texts, "; "))
}

// configurable is every attribute but those that only an apply knows; version and status count, because the plan knows them.
func configurable(planned value.Object) []string {
	names := []string{"version", "status"}
	for name := range planned {
		if !slices.Contains(computed, name) {
			names = append(names, name)
		}
	}
	return names
}

func differing(prior, planned value.Object, names ...string) []string {
	var result []string
	for _, name := range names {
		if !prior[name].Equal(planned[name]) {
			result = append(result, name)
		}
	}
	return result
}

func init() {
	// As the provider: the namespace of helm's own command.
	if namespace := os.Getenv("HELM_NAMESPACE"); namespace != "" {
		defaults["namespace"] = namespace
	}
}
