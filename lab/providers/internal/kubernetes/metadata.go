package kubernetes

import (
	"net/url"
	"regexp"
	"strings"

	"eks-autoscaling/lab/providers/internal/value"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// metadataOf is the one metadata block of a resource.
func metadataOf(state value.Object) value.Object {
	blocks := state.Objects("metadata")
	if len(blocks) == 0 {
		return value.Object{}
	}
	return blocks[0]
}

// describe writes what the cluster has into a metadata block. Labels and annotations that others own stay out, as in
// the provider: those of Kubernetes itself, and those that the provider is told to ignore, unless they are configured.
func (c *connection) describe(block value.Object, object metav1.ObjectMeta) {
	block.Set("name", object.Name)
	block.Set("uid", string(object.UID))
	block.Set("resource_version", object.ResourceVersion)
	block.Set("generation", object.Generation)
	setOwn(block, "labels", object.Labels, c.ignoreLabels)
	setOwn(block, "annotations", object.Annotations, c.ignoreAnnotations)
}

func setOwn(block value.Object, name string, found map[string]string, ignored []string) {
	configured := block.TextMap(name)
	own := map[string]string{}
	for key, text := range found {
		if _, isConfigured := configured[key]; isConfigured || !isForeign(key) && !matches(ignored, key) {
			own[key] = text
		}
	}
	if len(own) == 0 && len(configured) == 0 {
		if block.IsNull(name) {
			return
		}
		block.Set(name, own)
		return
	}
	block.Set(name, own)
}

// isForeign is true for keys that Kubernetes owns, such as kubernetes.io/metadata.name.
func isForeign(key string) bool {
	parsed, err := url.Parse("//" + key)
	if err != nil {
		return false
	}
	switch host := parsed.Hostname(); host {
	case "app.kubernetes.io", "service.beta.kubernetes.io":
		return false
	default:
		return strings.HasSuffix(host, "kubernetes.io")
	}
}

func matches(patterns []string, key string) bool {
	for _, pattern := range patterns {
		if matched, err := regexp.MatchString(pattern, key); err == nil && matched {
			return true
		}
	}
	return false
}
