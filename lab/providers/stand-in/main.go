// Command stand-in stands in for the helm and kubernetes providers where their registry cannot be reached. It serves
// their schemas, and does what the components use with the helm library and client-go.
//
// The name of its file says which provider it is: terraform-provider-helm_v3.1.2.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"eks-autoscaling/lab/providers/internal/helm"
	"eks-autoscaling/lab/providers/internal/kubernetes"
	"eks-autoscaling/lab/providers/internal/schema"
	"eks-autoscaling/lab/providers/internal/server"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

func main() {
	name, err := providerName(os.Args[0])
	if err == nil {
		err = serve(name)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func providerName(path string) (string, error) {
	name, isProvider := strings.CutPrefix(filepath.Base(path), "terraform-provider-")
	if !isProvider {
		return "", fmt.Errorf("%s: name the file terraform-provider-NAME_vVERSION, then it stands in for NAME", path)
	}
	name, _, _ = strings.Cut(name, "_")
	return name, nil
}

func serve(name string) error {
	schemas, err := schema.Read(name)
	if err != nil {
		return err
	}
	provider, known := map[string]func() server.Provider{"helm": helm.New, "kubernetes": kubernetes.New}[name]
	if !known {
		return fmt.Errorf("there is no stand-in for %q", name)
	}
	// Protocol 6 for both: the nested attributes of helm need it, and kubernetes loses nothing.
	return tf6server.Serve("lab.invalid/hashicorp/"+name, func() tfprotov6.ProviderServer {
		return server.New(name, schemas, provider())
	})
}
