// Package providers holds the schemas of the helm and kubernetes providers, as far as the components use them.
package providers

import _ "embed"

// SchemasJSON is the answer of `providers schema -json` for each provider, by "<source> <version>": attributes and
// blocks without descriptions. kubernetes_resources is read from the source of the provider's manifest part.
//
//go:embed schemas.json
var SchemasJSON []byte
