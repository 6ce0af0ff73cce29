// Package schema serves the schemas of a provider from schemas.json, the only place that has them.
package schema

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"eks-autoscaling/lab/providers"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type providerJSON struct {
	Provider    schemaJSON            `json:"provider"`
	Resources   map[string]schemaJSON `json:"resource_schemas"`
	DataSources map[string]schemaJSON `json:"data_source_schemas"`
}

type schemaJSON struct {
	Version int64     `json:"version"`
	Block   blockJSON `json:"block"`
}

type blockJSON struct {
	Attributes map[string]attributeJSON   `json:"attributes"`
	BlockTypes map[string]nestedBlockJSON `json:"block_types"`
}

type nestedBlockJSON struct {
	Block       blockJSON `json:"block"`
	NestingMode string    `json:"nesting_mode"`
	MinItems    int64     `json:"min_items"`
	MaxItems    int64     `json:"max_items"`
}

type attributeJSON struct {
	Type       json.RawMessage `json:"type"`
	NestedType *objectJSON     `json:"nested_type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Computed   bool            `json:"computed"`
	Sensitive  bool            `json:"sensitive"`
	Deprecated bool            `json:"deprecated"`
	WriteOnly  bool            `json:"write_only"`
}

type objectJSON struct {
	Attributes  map[string]attributeJSON `json:"attributes"`
	NestingMode string                   `json:"nesting_mode"`
}

// Read finds the provider by its name, "helm" for "hashicorp/helm 3.1.2". A field that this file does not know
// is an error: it would be served differently from what the JSON file says.
func Read(name string) (*tfprotov6.GetProviderSchemaResponse, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(providers.SchemasJSON, &all); err != nil {
		return nil, fmt.Errorf("schemas.json: %w", err)
	}
	for key, raw := range all {
		source, _, _ := strings.Cut(key, " ")
		if !strings.HasSuffix(source, "/"+name) {
			continue
		}
		var found providerJSON
		decoder := json.NewDecoder(strings.NewReader(string(raw)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&found); err != nil {
			return nil, fmt.Errorf("schemas.json, %s: %w", key, err)
		}
		return convert(found)
	}
	return nil, fmt.Errorf("schemas.json knows no provider %q: name the binary terraform-provider-NAME_vVERSION", name)
}

func convert(found providerJSON) (*tfprotov6.GetProviderSchemaResponse, error) {
	provider, err := found.Provider.schema()
	if err != nil {
		return nil, err
	}
	response := &tfprotov6.GetProviderSchemaResponse{
		Provider:          provider,
		ResourceSchemas:   map[string]*tfprotov6.Schema{},
		DataSourceSchemas: map[string]*tfprotov6.Schema{},
	}
	for name, schema := range found.Resources {
		if response.ResourceSchemas[name], err = schema.schema(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for name, schema := range found.DataSources {
		if response.DataSourceSchemas[name], err = schema.schema(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return response, nil
}

func (s schemaJSON) schema() (*tfprotov6.Schema, error) {
	block, err := s.Block.block()
	return &tfprotov6.Schema{Version: s.Version, Block: block}, err
}

func (b blockJSON) block() (*tfprotov6.SchemaBlock, error) {
	attributes, err := attributes(b.Attributes)
	if err != nil {
		return nil, err
	}
	result := &tfprotov6.SchemaBlock{Attributes: attributes}
	for _, name := range sortedKeys(b.BlockTypes) {
		nested := b.BlockTypes[name]
		inner, err := nested.Block.block()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		nesting, known := map[string]tfprotov6.SchemaNestedBlockNestingMode{
			"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
			"list":   tfprotov6.SchemaNestedBlockNestingModeList,
			"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
			"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
		}[nested.NestingMode]
		if !known {
			return nil, fmt.Errorf("%s: nesting_mode %q is not known", name, nested.NestingMode)
		}
		result.BlockTypes = append(result.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name, Block: inner, Nesting: nesting, MinItems: nested.MinItems, MaxItems: nested.MaxItems,
		})
	}
	return result, nil
}

func attributes(all map[string]attributeJSON) ([]*tfprotov6.SchemaAttribute, error) {
	var result []*tfprotov6.SchemaAttribute
	for _, name := range sortedKeys(all) {
		attribute, err := all[name].attribute(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		result = append(result, attribute)
	}
	return result, nil
}

func (a attributeJSON) attribute(name string) (*tfprotov6.SchemaAttribute, error) {
	result := &tfprotov6.SchemaAttribute{
		Name: name, Required: a.Required, Optional: a.Optional, Computed: a.Computed,
		Sensitive: a.Sensitive, Deprecated: a.Deprecated, WriteOnly: a.WriteOnly,
	}
	if a.NestedType == nil {
		var err error
		// The one parser of this notation in the plugin library is marked as deprecated, without a successor.
		result.Type, err = tftypes.ParseJSONType(a.Type) //nolint:staticcheck
		return result, err
	}
	inner, err := attributes(a.NestedType.Attributes)
	if err != nil {
		return nil, err
	}
	nesting, known := map[string]tfprotov6.SchemaObjectNestingMode{
		"single": tfprotov6.SchemaObjectNestingModeSingle,
		"list":   tfprotov6.SchemaObjectNestingModeList,
		"set":    tfprotov6.SchemaObjectNestingModeSet,
		"map":    tfprotov6.SchemaObjectNestingModeMap,
	}[a.NestedType.NestingMode]
	if !known {
		return nil, fmt.Errorf("nesting_mode %q is not known", a.NestedType.NestingMode)
	}
	result.NestedType = &tfprotov6.SchemaObject{Attributes: inner, Nesting: nesting}
	return result, nil
}

func sortedKeys[V any](values map[string]V) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
