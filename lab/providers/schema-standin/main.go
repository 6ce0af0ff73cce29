// Command schema-standin stands in for the helm and kubernetes providers where their registry cannot be reached. It
// serves their schemas, so that validate checks every argument, and refuses to plan, apply or read anything.
//
// The name of its file says which provider it is: terraform-provider-helm_v3.1.2.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

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
		return "", fmt.Errorf("%s: name the file terraform-provider-NAME_vVERSION, then it serves the schemas of NAME", path)
	}
	name, _, _ = strings.Cut(name, "_")
	return name, nil
}

func serve(name string) error {
	schemas, err := readSchemas(name)
	if err != nil {
		return err
	}
	// Protocol 6 for both: the nested attributes of helm need it, and kubernetes loses nothing.
	return tf6server.Serve("lab.invalid/hashicorp/"+name, func() tfprotov6.ProviderServer {
		return &standIn{name: name, schemas: schemas}
	})
}
