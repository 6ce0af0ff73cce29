package kubernetes

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
)

// deleteTimeout is how long the provider waits until a namespace is gone.
const deleteTimeout = 5 * time.Minute

// namespace is kubernetes_namespace_v1.
type namespace struct{ *connection }

// Plan asks nobody.
func (n *namespace) Plan(change server.Change) (server.Planned, server.Diagnostics) {
	planned := change.Proposed.Copy()
	block := metadataOf(planned)
	// The provider's own default, which its schema does not show.
	if change.Config.IsNull("wait_for_default_service_account") && change.Prior != nil {
		planned["wait_for_default_service_account"] = change.Prior["wait_for_default_service_account"]
	}
	var replace []string
	switch prior := metadataOf(change.Prior); {
	case change.Prior == nil:
		planned.SetUnknown("id")
		if block.IsNull("name") {
			block.SetUnknown("name")
		}
		unknown(block, "generation", "resource_version", "uid")
	case !block["name"].Equal(prior["name"]) || !block["generate_name"].Equal(prior["generate_name"]):
		replace = []string{"metadata"}
	case !block["labels"].Equal(prior["labels"]) || !block["annotations"].Equal(prior["annotations"]):
		unknown(block, "generation", "resource_version")
	}
	planned.SetObjects("metadata", []value.Object{block})
	return server.Planned{State: planned, Replace: replace}, nil
}

func unknown(block value.Object, names ...string) {
	for _, name := range names {
		block.SetUnknown(name)
	}
}

// Read is nil when the namespace is gone.
func (n *namespace) Read(ctx context.Context, state value.Object) (value.Object, server.Diagnostics) {
	client, err := n.client()
	if err != nil {
		return nil, n.failed("read", state, err)
	}
	found, err := client.CoreV1().Namespaces().Get(ctx, state.Text("id"), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, n.failed("read", state, err)
	}
	return n.stateOf(state, found), nil
}

// Create fails when there is one of that name.
func (n *namespace) Create(ctx context.Context, planned value.Object) (value.Object, server.Diagnostics) {
	block := metadataOf(planned)
	client, err := n.client()
	if err != nil {
		return nil, n.failed("create", planned, err)
	}
	made, err := client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
		Name:         block.Text("name"),
		GenerateName: block.Text("generate_name"),
		Labels:       block.TextMap("labels"),
		Annotations:  block.TextMap("annotations"),
	}}, metav1.CreateOptions{})
	if err != nil {
		return nil, n.failed("create", planned, err)
	}
	state := n.stateOf(planned, made)
	if !planned.Flag("wait_for_default_service_account") {
		return state, nil
	}
	err = wait.PollUntilContextTimeout(ctx, time.Second, deleteTimeout, true, func(ctx context.Context) (bool, error) {
		_, err := client.CoreV1().ServiceAccounts(made.Name).Get(ctx, "default", metav1.GetOptions{})
		return err == nil, ignoreNotFound(err)
	})
	if err != nil {
		return state, n.failed("wait for the default service account of", planned, err)
	}
	return state, nil
}

// Update changes labels and annotations: those that were configured before and no longer are go.
func (n *namespace) Update(ctx context.Context, prior, planned value.Object) (value.Object, server.Diagnostics) {
	client, err := n.client()
	if err != nil {
		return nil, n.failed("update", planned, err)
	}
	before, after := metadataOf(prior), metadataOf(planned)
	patch, err := json.Marshal(map[string]any{"metadata": map[string]any{
		"labels":      mergePatch(before.TextMap("labels"), after.TextMap("labels")),
		"annotations": mergePatch(before.TextMap("annotations"), after.TextMap("annotations")),
	}})
	if err != nil {
		return nil, n.failed("update", planned, err)
	}
	changed, err := client.CoreV1().Namespaces().Patch(ctx, prior.Text("id"), types.MergePatchType, patch, metav1.PatchOptions{})
	if err != nil {
		return nil, n.failed("update", planned, err)
	}
	return n.stateOf(planned, changed), nil
}

// mergePatch removes by null (RFC 7386).
func mergePatch(before, after map[string]string) map[string]any {
	patch := map[string]any{}
	for key := range before {
		patch[key] = nil
	}
	for key, text := range after {
		patch[key] = text
	}
	return patch
}

// Delete waits until the namespace and everything in it are gone.
func (n *namespace) Delete(ctx context.Context, state value.Object) server.Diagnostics {
	limit := deleteTimeout
	if text := state.Object("timeouts").Text("delete"); text != "" {
		parsed, err := time.ParseDuration(text)
		if err != nil {
			return n.failed("delete", state, fmt.Errorf("timeouts.delete: %w", err))
		}
		limit = parsed
	}
	client, err := n.client()
	if err != nil {
		return n.failed("delete", state, err)
	}
	name := state.Text("id")
	if err := client.CoreV1().Namespaces().Delete(ctx, name, metav1.DeleteOptions{}); err != nil {
		if apierrors.IsNotFound(err) {
			return nil
		}
		return n.failed("delete", state, err)
	}
	if err := waitUntilGone(ctx, client, name, limit); err != nil {
		return n.failed("delete", state, fmt.Errorf("still there after %s: %w", limit, err))
	}
	return nil
}

func waitUntilGone(ctx context.Context, client *kubernetes.Clientset, name string, limit time.Duration) error {
	return wait.PollUntilContextTimeout(ctx, 500*time.Millisecond, limit, true, func(ctx context.Context) (bool, error) {
		_, err := client.CoreV1().Namespaces().Get(ctx, name, metav1.GetOptions{})
		return apierrors.IsNotFound(err), ignoreNotFound(err)
	})
}

func ignoreNotFound(err error) error {
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

func (n *namespace) stateOf(config value.Object, found *corev1.Namespace) value.Object {
	state := config.Copy()
	state.Set("id", found.Name)
	block := metadataOf(state)
	n.describe(block, found.ObjectMeta)
	state.SetObjects("metadata", []value.Object{block})
	return state
}

func (n *namespace) failed(verb string, state value.Object, err error) server.Diagnostics {
	summary := fmt.Sprintf("Cannot %s namespace %s", verb, metadataOf(state).Text("name"))
	return server.Failed(summary, n.cluster.Explain(err))
}
