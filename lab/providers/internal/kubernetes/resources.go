package kubernetes

import (
	"context"
	"fmt"

	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
)

// resources is the data source kubernetes_resources: the objects of a kind, all or by selector.
type resources struct{ *connection }

// Read lists. A kind that the cluster does not have is an error.
func (r *resources) Read(ctx context.Context, config value.Object) (value.Object, server.Diagnostics) {
	found, err := r.list(ctx, config)
	if err != nil {
		summary := fmt.Sprintf("Cannot list %s of %s", config.Text("kind"), config.Text("api_version"))
		return nil, server.Failed(summary, r.cluster.Explain(err))
	}
	objects := make([]any, 0, len(found))
	for _, object := range found {
		// The provider leaves out what changes without anybody's doing.
		unstructured.RemoveNestedField(object.Object, "metadata", "managedFields")
		objects = append(objects, object.Object)
	}
	converted, err := value.FromPlain(objects)
	if err != nil {
		return nil, server.Failed("Cannot convert the objects", err)
	}
	state := config.Copy()
	state["objects"] = converted
	return state, nil
}

func (r *resources) list(ctx context.Context, config value.Object) ([]unstructured.Unstructured, error) {
	mapping, err := r.mapping(config)
	if err != nil {
		return nil, err
	}
	rest, err := r.cluster.Rest()
	if err != nil {
		return nil, err
	}
	client, err := dynamic.NewForConfig(rest)
	if err != nil {
		return nil, err
	}
	var within dynamic.ResourceInterface = client.Resource(mapping.Resource)
	if namespace := config.Text("namespace"); namespace != "" && mapping.Scope.Name() == meta.RESTScopeNameNamespace {
		within = client.Resource(mapping.Resource).Namespace(namespace)
	}
	list, err := within.List(ctx, metav1.ListOptions{
		FieldSelector: config.Text("field_selector"),
		LabelSelector: config.Text("label_selector"),
		Limit:         config.Int("limit"),
	})
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

func (r *resources) mapping(config value.Object) (*meta.RESTMapping, error) {
	version, err := schema.ParseGroupVersion(config.Text("api_version"))
	if err != nil {
		return nil, err
	}
	mapper, err := r.cluster.In("").ToRESTMapper()
	if err != nil {
		return nil, err
	}
	kind := version.WithKind(config.Text("kind"))
	return mapper.RESTMapping(kind.GroupKind(), kind.Version)
}
