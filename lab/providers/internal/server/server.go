package server

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"eks-autoscaling/lab/providers/internal/value"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type server struct {
	refusals
	schemas  *tfprotov6.GetProviderSchemaResponse
	provider Provider
}

// New serves a provider with the given schemas.
func New(name string, schemas *tfprotov6.GetProviderSchemaResponse, provider Provider) tfprotov6.ProviderServer {
	return &server{refusals: refusals{name: name}, schemas: schemas, provider: provider}
}

func (s *server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	response := &tfprotov6.GetMetadataResponse{}
	for _, name := range slices.Sorted(maps.Keys(s.schemas.ResourceSchemas)) {
		response.Resources = append(response.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	for _, name := range slices.Sorted(maps.Keys(s.schemas.DataSourceSchemas)) {
		response.DataSources = append(response.DataSources, tfprotov6.DataSourceMetadata{TypeName: name})
	}
	return response, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return s.schemas, nil
}

func (s *server) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(_ context.Context, request *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	config, err := value.Decode(request.Config, s.schemas.Provider.ValueType())
	if err != nil {
		return nil, err
	}
	notice := Warned(fmt.Sprintf("Lab stand-in for hashicorp/%s", s.name), s.provider.Notice)
	return &tfprotov6.ConfigureProviderResponse{Diagnostics: append(notice, s.provider.Configure(config)...)}, nil
}

// UpgradeResourceState reads a state of the same schema version, as the stand-in or the real provider wrote it.
func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	schema := s.schemas.ResourceSchemas[request.TypeName]
	if request.Version != schema.Version {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: s.refusal(fmt.Sprintf(
			"read a state of schema version %d of %s (it knows %d)", request.Version, request.TypeName, schema.Version))}, nil
	}
	ignoreRemoved := tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}}
	state, err := request.RawState.UnmarshalWithOpts(schema.ValueType(), ignoreRemoved)
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(schema.ValueType(), state)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &upgraded}, err
}

func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resource, known := s.provider.Resources[request.TypeName]
	if !known {
		return &tfprotov6.ReadResourceResponse{Diagnostics: s.refusal("read " + request.TypeName)}, nil
	}
	of := s.typeOf(request.TypeName)
	prior, err := value.Decode(request.CurrentState, of)
	if err != nil || prior == nil {
		return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState}, err
	}
	state, diagnostics := resource.Read(ctx, prior)
	if HasError(diagnostics) {
		state = prior
	}
	encoded, err := state.Encode(of)
	return &tfprotov6.ReadResourceResponse{NewState: encoded, Private: request.Private, Diagnostics: diagnostics}, err
}

func (s *server) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resource, known := s.provider.Resources[request.TypeName]
	if !known {
		return &tfprotov6.PlanResourceChangeResponse{Diagnostics: s.refusal("plan " + request.TypeName)}, nil
	}
	of := s.typeOf(request.TypeName)
	proposed, err := value.Decode(request.ProposedNewState, of)
	if err != nil || proposed == nil {
		return &tfprotov6.PlanResourceChangeResponse{PlannedState: request.ProposedNewState}, err
	}
	prior, err := value.Decode(request.PriorState, of)
	if err != nil {
		return nil, err
	}
	config, err := value.Decode(request.Config, of)
	if err != nil {
		return nil, err
	}
	planned, diagnostics := resource.Plan(Change{Config: config, Prior: prior, Proposed: proposed})
	if HasError(diagnostics) {
		return &tfprotov6.PlanResourceChangeResponse{Diagnostics: diagnostics}, nil
	}
	encoded, err := planned.State.Encode(of)
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState:    encoded,
		RequiresReplace: paths(planned.Replace),
		Diagnostics:     diagnostics,
	}, err
}

func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resource, known := s.provider.Resources[request.TypeName]
	if !known {
		return &tfprotov6.ApplyResourceChangeResponse{Diagnostics: s.refusal("apply " + request.TypeName)}, nil
	}
	of := s.typeOf(request.TypeName)
	prior, err := value.Decode(request.PriorState, of)
	if err != nil {
		return nil, err
	}
	planned, err := value.Decode(request.PlannedState, of)
	if err != nil {
		return nil, err
	}
	state, diagnostics := apply(ctx, resource, prior, planned)
	encoded, err := state.Encode(of)
	return &tfprotov6.ApplyResourceChangeResponse{NewState: encoded, Diagnostics: diagnostics}, err
}

func apply(ctx context.Context, resource Resource, prior, planned value.Object) (value.Object, Diagnostics) {
	if planned == nil {
		diagnostics := resource.Delete(ctx, prior)
		if HasError(diagnostics) {
			return prior, diagnostics
		}
		return nil, diagnostics
	}
	if prior == nil {
		return resource.Create(ctx, planned)
	}
	state, diagnostics := resource.Update(ctx, prior, planned)
	if HasError(diagnostics) {
		return prior, diagnostics
	}
	return state, diagnostics
}

func (s *server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	source, known := s.provider.DataSources[request.TypeName]
	if !known {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: s.refusal("read " + request.TypeName)}, nil
	}
	of := s.schemas.DataSourceSchemas[request.TypeName].ValueType()
	config, err := value.Decode(request.Config, of)
	if err != nil {
		return nil, err
	}
	state, diagnostics := source.Read(ctx, config)
	if HasError(diagnostics) {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: diagnostics}, nil
	}
	encoded, err := state.Encode(of)
	return &tfprotov6.ReadDataSourceResponse{State: encoded, Diagnostics: diagnostics}, err
}

func (s *server) typeOf(resource string) tftypes.Type {
	return s.schemas.ResourceSchemas[resource].ValueType()
}
