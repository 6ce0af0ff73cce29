// Package server speaks Terraform's plugin protocol for a provider that is written as a few small interfaces.
package server

import (
	"context"

	"eks-autoscaling/lab/providers/internal/value"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Diagnostics are errors and warnings, in the order in which they are shown.
type Diagnostics = []*tfprotov6.Diagnostic

// Provider is what a stand-in knows beside its schemas.
type Provider struct {
	// Notice says in every plan and apply that this is a stand-in, and what it does.
	Notice string
	// Configure keeps the configuration. It must not ask the cluster: a plan works without one.
	Configure   func(config value.Object) Diagnostics
	Resources   map[string]Resource
	DataSources map[string]DataSource
}

// Change is a planned change. Prior is nil when the object is to be created.
type Change struct {
	Config, Prior, Proposed value.Object
}

// Planned is the answer to a Change.
type Planned struct {
	State value.Object
	// Replace names the attributes whose change needs a new object.
	Replace []string
}

// Resource manages one kind of object. Plan must not ask the cluster.
type Resource interface {
	Plan(change Change) (Planned, Diagnostics)
	// Read is nil when the object is gone.
	Read(ctx context.Context, state value.Object) (value.Object, Diagnostics)
	// Create is nil when nothing is to be remembered.
	Create(ctx context.Context, planned value.Object) (value.Object, Diagnostics)
	Update(ctx context.Context, prior, planned value.Object) (value.Object, Diagnostics)
	Delete(ctx context.Context, state value.Object) Diagnostics
}

// DataSource reads.
type DataSource interface {
	Read(ctx context.Context, config value.Object) (value.Object, Diagnostics)
}

// Failed is one error.
func Failed(summary string, err error) Diagnostics { return FailedWith(summary, err.Error()) }

// FailedWith is one error with the given detail.
func FailedWith(summary, detail string) Diagnostics {
	return Diagnostics{{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: detail}}
}

// Warned is one warning.
func Warned(summary, detail string) Diagnostics {
	return Diagnostics{{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: summary, Detail: detail}}
}

// HasError is false when there are warnings only.
func HasError(diagnostics Diagnostics) bool {
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

func paths(names []string) []*tftypes.AttributePath {
	var result []*tftypes.AttributePath
	for _, name := range names {
		result = append(result, tftypes.NewAttributePath().WithAttributeName(name))
	}
	return result
}
