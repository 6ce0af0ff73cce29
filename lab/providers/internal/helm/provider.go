// Package helm stands in for hashicorp/helm: helm_release by the library that the provider uses itself.
package helm

import (
	"eks-autoscaling/lab/providers/internal/cluster"
	"eks-autoscaling/lab/providers/internal/server"
	"eks-autoscaling/lab/providers/internal/value"

	"helm.sh/helm/v3/pkg/action"
)

const notice = "This is not the real provider. It has the schema of hashicorp/helm 3.1.2, and installs charts with the " +
	"helm library 3.19. Charts of a repository come from the folders in LAB_CHARTS."

// connection is the provider's configuration.
type connection struct {
	cluster *cluster.Cluster
	driver  string
}

// New is the provider.
func New() server.Provider {
	connected := &connection{}
	return server.Provider{
		Notice:    notice,
		Configure: connected.configure,
		Resources: map[string]server.Resource{"helm_release": &release{connected}},
	}
}

func (c *connection) configure(config value.Object) server.Diagnostics {
	if config.Object("experiments").Flag("manifest") {
		return server.FailedWith("The stand-in has no experiments.manifest", "Leave it out, or use the real provider.")
	}
	kubernetes := config.Object("kubernetes")
	c.cluster = cluster.New(kubernetes, kubernetes.Object("exec"))
	if !config.IsKnown("kubernetes") && kubernetes == nil {
		c.cluster = cluster.New(value.Object{"kubernetes": config["kubernetes"]}, nil)
	}
	c.driver = config.Text("helm_driver")
	return nil
}

func (c *connection) in(namespace string) (*action.Configuration, error) {
	configuration := new(action.Configuration)
	err := configuration.Init(c.cluster.In(namespace), namespace, c.driver, func(string, ...any) {})
	return configuration, err
}
