// Package kubernetes stands in for hashicorp/kubernetes: kubernetes_namespace_v1 and kubernetes_resources by client-go.
package kubernetes

import (
	"eks-autoscaling/lab/providers/internal/cluster"
	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	"k8s.io/client-go/kubernetes"
)

const notice = "This is not the real provider. It has the schema of hashicorp/kubernetes 3.2.1, and does " +
	"kubernetes_namespace_v1 and the data source kubernetes_resources with client-go."

// connection is the provider's configuration.
type connection struct {
	cluster                         *cluster.Cluster
	ignoreAnnotations, ignoreLabels []string
}

// New is the provider.
func New() server.Provider {
	connected := &connection{}
	return server.Provider{
		Notice:      notice,
		Configure:   connected.configure,
		Resources:   map[string]server.Resource{"kubernetes_namespace_v1": &namespace{connected}},
		DataSources: map[string]server.DataSource{"kubernetes_resources": &resources{connected}},
	}
}

func (c *connection) configure(config value.Object) server.Diagnostics {
	var exec value.Object
	if blocks := config.Objects("exec"); len(blocks) > 0 {
		exec = blocks[0]
	}
	c.cluster = cluster.New(config, exec)
	c.ignoreAnnotations, c.ignoreLabels = config.Texts("ignore_annotations"), config.Texts("ignore_labels")
	return nil
}

func (c *connection) client() (*kubernetes.Clientset, error) {
	config, err := c.cluster.Rest()
	if err != nil {
		return nil, err
	}
	return kubernetes.NewForConfig(config)
}
