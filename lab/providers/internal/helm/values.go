package helm

import (
	"encoding/json"
	"fmt"
	"strings"

	"eks-autoscaling/lab/providers/internal/value"

	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/strvals"
	"sigs.k8s.io/yaml"
)

// valuesOf merges `values` in their order, then set, set_list and set_sensitive: what comes later wins.
func valuesOf(config value.Object) (map[string]any, error) {
	merged := map[string]any{}
	for index, text := range config.Texts("values") {
		layer := map[string]any{}
		if err := yaml.Unmarshal([]byte(text), &layer); err != nil {
			return nil, fmt.Errorf("values[%d]: %w", index, err)
		}
		merged = chartutil.MergeTables(layer, merged)
	}
	for _, set := range config.Objects("set") {
		if err := setOne(merged, set); err != nil {
			return nil, err
		}
	}
	for _, set := range config.Objects("set_list") {
		list := fmt.Sprintf("%s={%s}", set.Text("name"), strings.Join(set.Texts("value"), ","))
		if err := strvals.ParseInto(list, merged); err != nil {
			return nil, fmt.Errorf("set_list %s: %w", set.Text("name"), err)
		}
	}
	for _, set := range config.Objects("set_sensitive") {
		if err := setOne(merged, set); err != nil {
			return nil, err
		}
	}
	return merged, nil
}

func setOne(values map[string]any, set value.Object) error {
	name, text := set.Text("name"), set.Text("value")
	var err error
	switch kind := set.Text("type"); kind {
	case "", "auto":
		err = strvals.ParseInto(name+"="+text, values)
	case "string":
		err = strvals.ParseIntoString(name+"="+text, values)
	case "literal":
		var literal any
		err = yaml.Unmarshal([]byte(text), &literal)
		values[name] = literal
	default:
		err = fmt.Errorf("type %q is none of auto, string, literal", kind)
	}
	if err != nil {
		return fmt.Errorf("set %s: %w", name, err)
	}
	return nil
}

// cloaked are a release's values as the state has them: without what is sensitive.
func cloaked(values map[string]any, config value.Object) (string, error) {
	if len(values) == 0 {
		return "{}", nil
	}
	text, err := json.Marshal(values)
	if err != nil {
		return "", err
	}
	copied := map[string]any{}
	if err := json.Unmarshal(text, &copied); err != nil {
		return "", err
	}
	for _, set := range config.Objects("set_sensitive") {
		cloak(copied, strings.Split(set.Text("name"), "."))
	}
	text, err = json.Marshal(copied)
	return string(text), err
}

func cloak(values map[string]any, path []string) {
	if len(path) == 1 {
		values[path[0]] = "(sensitive value)"
		return
	}
	if inner, isMap := values[path[0]].(map[string]any); isMap {
		cloak(inner, path[1:])
	}
}
