package helm

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"eks-autoscaling/lab/providers/internal/value"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
)

// chartsVariable names the folder that stands in for every chart repository: <chart>-<version>/ in it.
const chartsVariable = "LAB_CHARTS"

// chartFolder is where the chart is: `chart` itself without a repository, else a folder in LAB_CHARTS.
func chartFolder(config value.Object) (string, error) {
	name := config.Text("chart")
	if config.IsNull("repository") {
		if _, err := os.Stat(filepath.Join(name, "Chart.yaml")); err != nil {
			return "", fmt.Errorf("chart %q: without a repository it has to be a folder with a Chart.yaml: %w", name, err)
		}
		return name, nil
	}
	version := bare(config.Text("version"))
	if version == "" {
		return "", fmt.Errorf("chart %q: version is not set: the stand-in does not look for the newest, so give one", name)
	}
	charts := os.Getenv(chartsVariable)
	if charts == "" {
		return "", fmt.Errorf("chart %q of %s: %s is not set: give the folder of the lab's charts",
			name, config.Text("repository"), chartsVariable)
	}
	folder := filepath.Join(charts, name+"-"+version)
	if _, err := os.Stat(folder); err != nil {
		return "", fmt.Errorf("chart %q of %s has no version %s in %s=%s, which has: %s",
			name, config.Text("repository"), version, chartsVariable, charts, strings.Join(namesIn(charts), ", "))
	}
	return folder, nil
}

func loadChart(config value.Object) (*chart.Chart, error) {
	folder, err := chartFolder(config)
	if err != nil {
		return nil, err
	}
	loaded, err := loader.Load(folder)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", folder, err)
	}
	if loaded.Metadata.Type != "" && loaded.Metadata.Type != "application" {
		return nil, fmt.Errorf("chart %s: charts of type %s cannot be installed", folder, loaded.Metadata.Type)
	}
	if err := action.CheckDependencies(loaded, loaded.Metadata.Dependencies); err != nil {
		return nil, fmt.Errorf("chart %s: %w", folder, err)
	}
	return loaded, nil
}

func namesIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return []string{err.Error()}
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	slices.Sort(names)
	return names
}

// bare is a version as Chart.yaml has it: the provider takes "v1.2.3" for "1.2.3".
func bare(version string) string { return strings.TrimPrefix(strings.TrimSpace(version), "v") }
