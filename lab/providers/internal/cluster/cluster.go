// Package cluster reaches the API server that a provider is configured with.
package cluster

import (
	"errors"
	"fmt"

	"eks-autoscaling/lab/providers/internal/value"

	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"k8s.io/apimachinery/pkg/api/meta"
)

// Cluster is an API server and who asks it. Nothing is asked before it is used.
type Cluster struct {
	config  clientcmd.ClientConfig
	unknown string
}

// New reads a provider's attributes: those of kubernetes, or of `kubernetes` in helm. Exec is its `exec`, which is a
// block in the one and an attribute in the other.
func New(attributes, exec value.Object) *Cluster {
	for name := range attributes {
		if !attributes.IsKnown(name) {
			return &Cluster{unknown: name}
		}
	}
	overrides := &clientcmd.ConfigOverrides{
		ClusterInfo: api.Cluster{
			Server:                   attributes.Text("host"),
			CertificateAuthorityData: []byte(attributes.Text("cluster_ca_certificate")),
			InsecureSkipTLSVerify:    attributes.Flag("insecure"),
			TLSServerName:            attributes.Text("tls_server_name"),
			ProxyURL:                 attributes.Text("proxy_url"),
		},
		AuthInfo: api.AuthInfo{
			ClientCertificateData: []byte(attributes.Text("client_certificate")),
			ClientKeyData:         []byte(attributes.Text("client_key")),
			Token:                 attributes.Text("token"),
			Username:              attributes.Text("username"),
			Password:              attributes.Text("password"),
			Exec:                  execOf(exec),
		},
		CurrentContext: attributes.Text("config_context"),
		Context: api.Context{
			Cluster:  attributes.Text("config_context_cluster"),
			AuthInfo: attributes.Text("config_context_auth_info"),
		},
	}
	// Without a path there is no file: the user's own kubeconfig is never read.
	rules := &clientcmd.ClientConfigLoadingRules{Precedence: attributes.Texts("config_paths")}
	if path := attributes.Text("config_path"); path != "" {
		rules.Precedence = []string{path}
	}
	return &Cluster{config: clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, overrides)}
}

// execOf is a credential plugin; client-go runs it when the API server is first asked.
func execOf(exec value.Object) *api.ExecConfig {
	if exec == nil {
		return nil
	}
	result := &api.ExecConfig{
		APIVersion:      exec.Text("api_version"),
		Command:         exec.Text("command"),
		Args:            exec.Texts("args"),
		InteractiveMode: api.NeverExecInteractiveMode,
	}
	for name, text := range exec.TextMap("env") {
		result.Env = append(result.Env, api.ExecEnvVar{Name: name, Value: text})
	}
	return result
}

// Rest is how client-go reaches the cluster.
func (c *Cluster) Rest() (*rest.Config, error) {
	if c.unknown != "" {
		return nil, fmt.Errorf("provider configuration: %s is not known yet, so there is no cluster to ask: "+
			"apply what it depends on first", c.unknown)
	}
	config, err := c.config.ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("provider configuration: %w", err)
	}
	if config.Host == "" {
		return nil, errors.New("provider configuration: host is not set: give the URL of the API server")
	}
	config.QPS, config.Burst = 50, 100
	return config, nil
}

// Mapper knows which resource a kind is. It asks anew for each Getter, so that kinds just installed are found.
func mapper(client discovery.CachedDiscoveryInterface) meta.RESTMapper {
	return restmapper.NewShortcutExpander(restmapper.NewDeferredDiscoveryRESTMapper(client), client, func(string) {})
}

// Explain says which cluster was asked.
func (c *Cluster) Explain(err error) error {
	config, configError := c.Rest()
	if configError != nil {
		return configError
	}
	return fmt.Errorf("%w\n\nAPI server: %s", err, config.Host)
}

// Getter is what helm and client-go's mappers ask for, in one namespace.
type Getter struct {
	cluster   *Cluster
	namespace string
	discovery discovery.CachedDiscoveryInterface
}

// In gives a Getter; the namespace is that of objects which name none.
func (c *Cluster) In(namespace string) *Getter { return &Getter{cluster: c, namespace: namespace} }

// ToRESTConfig is how client-go reaches the cluster.
func (g *Getter) ToRESTConfig() (*rest.Config, error) { return g.cluster.Rest() }

// ToDiscoveryClient knows the kinds of the cluster.
func (g *Getter) ToDiscoveryClient() (discovery.CachedDiscoveryInterface, error) {
	if g.discovery != nil {
		return g.discovery, nil
	}
	config, err := g.ToRESTConfig()
	if err != nil {
		return nil, err
	}
	client, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, err
	}
	g.discovery = memory.NewMemCacheClient(client)
	return g.discovery, nil
}

// ToRESTMapper knows which resource a kind is.
func (g *Getter) ToRESTMapper() (meta.RESTMapper, error) {
	client, err := g.ToDiscoveryClient()
	if err != nil {
		return nil, err
	}
	return mapper(client), nil
}

// ToRawKubeConfigLoader says which namespace is meant.
func (g *Getter) ToRawKubeConfigLoader() clientcmd.ClientConfig {
	return inNamespace{g.cluster.config, g.namespace}
}

// raw is another name, because ClientConfig is also one of its methods.
type raw = clientcmd.ClientConfig

type inNamespace struct {
	raw
	namespace string
}

func (n inNamespace) Namespace() (string, bool, error) { return n.namespace, true, nil }
