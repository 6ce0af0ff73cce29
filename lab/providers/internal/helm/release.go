package helm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	helmrelease "helm.sh/helm/v3/pkg/release"
	"helm.sh/helm/v3/pkg/storage/driver"
)

// release is helm_release.
type release struct{ *connection }

// Read is drift: a release that is gone is planned again.
func (r *release) Read(_ context.Context, state value.Object) (value.Object, server.Diagnostics) {
	found, diagnostics := r.find(state)
	if found == nil || server.HasError(diagnostics) {
		return nil, diagnostics
	}
	return stateOf(state, found)
}

// find is nil when there is no such release.
func (r *release) find(state value.Object) (*helmrelease.Release, server.Diagnostics) {
	configuration, err := r.in(state.Text("namespace"))
	if err != nil {
		return nil, r.failed("read", state, err)
	}
	found, err := action.NewGet(configuration).Run(state.Text("name"))
	if errors.Is(err, driver.ErrReleaseNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, r.failed("read", state, err)
	}
	return found, nil
}

// Create installs. A failed install that leaves a release behind is not remembered: so does the provider
// (hashicorp/terraform-provider-helm#1669), and the next apply finds the name in use. With `atomic` nothing is left.
func (r *release) Create(_ context.Context, planned value.Object) (value.Object, server.Diagnostics) {
	configuration, loaded, values, err := r.prepare(planned)
	if err != nil {
		return nil, r.failed("install", planned, err)
	}
	if planned.Flag("upgrade_install") {
		existing, diagnostics := r.find(planned)
		if server.HasError(diagnostics) {
			return nil, diagnostics
		}
		if existing != nil {
			return r.upgrade(configuration, planned, loaded, values)
		}
	}
	install := action.NewInstall(configuration)
	install.ReleaseName, install.Namespace = planned.Text("name"), planned.Text("namespace")
	install.Atomic, install.Wait, install.WaitForJobs = planned.Flag("atomic"), planned.Flag("wait"), planned.Flag("wait_for_jobs")
	install.Timeout = timeout(planned)
	install.CreateNamespace = planned.Flag("create_namespace")
	install.DisableHooks = planned.Flag("disable_webhooks")
	install.DisableOpenAPIValidation = planned.Flag("disable_openapi_validation")
	install.Description = planned.Text("description")
	install.Replace, install.SkipCRDs = planned.Flag("replace"), planned.Flag("skip_crds")
	install.SubNotes, install.TakeOwnership = planned.Flag("render_subchart_notes"), planned.Flag("take_ownership")
	installed, err := install.Run(loaded, values)
	if err != nil {
		return nil, r.failed("install", planned, err)
	}
	return stateOf(planned, installed)
}

// Update upgrades. After a failure the state stays what it was, so that the next plan has the same change.
func (r *release) Update(_ context.Context, _, planned value.Object) (value.Object, server.Diagnostics) {
	configuration, loaded, values, err := r.prepare(planned)
	if err != nil {
		return nil, r.failed("upgrade", planned, err)
	}
	return r.upgrade(configuration, planned, loaded, values)
}

func (r *release) upgrade(configuration *action.Configuration, planned value.Object, loaded *chart.Chart, values map[string]any) (value.Object, server.Diagnostics) {
	upgrade := action.NewUpgrade(configuration)
	upgrade.Namespace = planned.Text("namespace")
	upgrade.Atomic, upgrade.Wait, upgrade.WaitForJobs = planned.Flag("atomic"), planned.Flag("wait"), planned.Flag("wait_for_jobs")
	upgrade.CleanupOnFail, upgrade.Force, upgrade.Recreate = planned.Flag("cleanup_on_fail"), planned.Flag("force_update"), planned.Flag("recreate_pods")
	upgrade.Timeout = timeout(planned)
	upgrade.DisableHooks = planned.Flag("disable_webhooks")
	upgrade.DisableOpenAPIValidation = planned.Flag("disable_openapi_validation")
	upgrade.Description = planned.Text("description")
	upgrade.MaxHistory = int(planned.Int("max_history"))
	upgrade.ResetValues, upgrade.ReuseValues = planned.Flag("reset_values"), planned.Flag("reuse_values")
	upgrade.SkipCRDs, upgrade.SubNotes = planned.Flag("skip_crds"), planned.Flag("render_subchart_notes")
	upgrade.TakeOwnership = planned.Flag("take_ownership")
	upgraded, err := upgrade.Run(planned.Text("name"), loaded, values)
	if err != nil {
		return nil, r.failed("upgrade", planned, err)
	}
	return stateOf(planned, upgraded)
}

// Delete uninstalls, and with `wait` waits until the objects are gone. What has the resource policy `keep` stays, and
// is listed in a warning. When the wait is over before the objects are gone, helm has forgotten the release.
func (r *release) Delete(_ context.Context, state value.Object) server.Diagnostics {
	found, diagnostics := r.find(state)
	if found == nil {
		return diagnostics
	}
	configuration, err := r.in(state.Text("namespace"))
	if err != nil {
		return r.failed("uninstall", state, err)
	}
	uninstall := action.NewUninstall(configuration)
	uninstall.Wait = state.Flag("wait")
	uninstall.DisableHooks = state.Flag("disable_webhooks")
	uninstall.Timeout = timeout(state)
	result, err := uninstall.Run(state.Text("name"))
	if err != nil {
		return r.failed("uninstall", state, err)
	}
	if result.Info != "" {
		return server.Warned("Helm uninstall returned an information message", result.Info)
	}
	return nil
}

func (r *release) prepare(planned value.Object) (*action.Configuration, *chart.Chart, map[string]any, error) {
	loaded, err := loadChart(planned)
	if err != nil {
		return nil, nil, nil, err
	}
	values, err := valuesOf(planned)
	if err != nil {
		return nil, nil, nil, err
	}
	configuration, err := r.in(planned.Text("namespace"))
	return configuration, loaded, values, err
}

func (r *release) failed(verb string, state value.Object, err error) server.Diagnostics {
	summary := fmt.Sprintf("Cannot %s Helm release %s in namespace %s", verb, state.Text("name"), state.Text("namespace"))
	return server.Failed(summary, r.cluster.Explain(err))
}

func timeout(state value.Object) time.Duration {
	return time.Duration(state.Int("timeout")) * time.Second
}

// stateOf is what is remembered of a release.
func stateOf(config value.Object, of *helmrelease.Release) (value.Object, server.Diagnostics) {
	values, err := cloaked(of.Config, config)
	if err != nil {
		return nil, server.Failed("Values of the release", err)
	}
	state := config.Copy()
	state.Set("id", of.Name)
	state.Set("name", of.Name)
	state.Set("namespace", of.Namespace)
	state.Set("status", of.Info.Status.String())
	if !state.IsKnown("version") || bare(state.Text("version")) != bare(of.Chart.Metadata.Version) {
		state.Set("version", of.Chart.Metadata.Version)
	}
	state.Set("manifest", nil)
	state.Set("resources", nil)
	metadata := value.Empty(state["metadata"].Type())
	metadata.Set("app_version", of.Chart.Metadata.AppVersion)
	metadata.Set("chart", of.Chart.Metadata.Name)
	metadata.Set("first_deployed", of.Info.FirstDeployed.Unix())
	metadata.Set("last_deployed", of.Info.LastDeployed.Unix())
	metadata.Set("name", of.Name)
	metadata.Set("namespace", of.Namespace)
	metadata.Set("notes", of.Info.Notes)
	metadata.Set("revision", int64(of.Version))
	metadata.Set("values", values)
	metadata.Set("version", of.Chart.Metadata.Version)
	state["metadata"] = metadata.Value(state["metadata"].Type())
	return state, nil
}
