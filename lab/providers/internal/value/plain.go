package value

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// FromPlain is what was read from JSON as a value: maps as objects, lists as tuples.
func FromPlain(plain any) (tftypes.Value, error) {
	switch typed := plain.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil), nil
	case string:
		return tftypes.NewValue(tftypes.String, typed), nil
	case bool:
		return tftypes.NewValue(tftypes.Bool, typed), nil
	case int64:
		return tftypes.NewValue(tftypes.Number, new(big.Float).SetInt64(typed)), nil
	case float64:
		return tftypes.NewValue(tftypes.Number, big.NewFloat(typed)), nil
	case []any:
		values := make([]tftypes.Value, 0, len(typed))
		types := make([]tftypes.Type, 0, len(typed))
		for _, element := range typed {
			converted, err := FromPlain(element)
			if err != nil {
				return tftypes.Value{}, err
			}
			values, types = append(values, converted), append(types, converted.Type())
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values), nil
	case map[string]any:
		values, types := map[string]tftypes.Value{}, map[string]tftypes.Type{}
		for key, element := range typed {
			converted, err := FromPlain(element)
			if err != nil {
				return tftypes.Value{}, err
			}
			values[key], types[key] = converted, converted.Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values), nil
	default:
		return tftypes.Value{}, fmt.Errorf("a value of type %T is not known", plain)
	}
}
