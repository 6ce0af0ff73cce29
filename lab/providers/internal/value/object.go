// Package value reads and writes what Terraform sends: objects whose attributes may be null or unknown.
package value

import (
	"fmt"
	"maps"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Object is a value by attribute. A nil Object is null: a resource that is not there.
type Object map[string]tftypes.Value

// Decode reads an object of the given type; nil when it is null.
func Decode(encoded *tfprotov6.DynamicValue, of tftypes.Type) (Object, error) {
	if encoded == nil {
		return nil, nil
	}
	decoded, err := encoded.Unmarshal(of)
	if err != nil {
		return nil, err
	}
	return ObjectOf(decoded), nil
}

// ObjectOf is the object inside a value; nil when it is null or unknown.
func ObjectOf(of tftypes.Value) Object {
	if of.IsNull() || !of.IsKnown() {
		return nil
	}
	attributes := map[string]tftypes.Value{}
	if of.As(&attributes) != nil {
		return nil
	}
	return attributes
}

// Encode is what Decode reads.
func (o Object) Encode(as tftypes.Type) (*tfprotov6.DynamicValue, error) {
	encoded, err := tfprotov6.NewDynamicValue(as, o.Value(as))
	return &encoded, err
}

// Value is the object as a value of the given type.
func (o Object) Value(as tftypes.Type) tftypes.Value {
	if o == nil {
		return tftypes.NewValue(as, nil)
	}
	return tftypes.NewValue(as, map[string]tftypes.Value(o))
}

// Copy is independent of what is set in the original.
func (o Object) Copy() Object { return maps.Clone(o) }

// IsNull is also true for an attribute that is not there.
func (o Object) IsNull(name string) bool {
	attribute, present := o[name]
	return !present || attribute.IsNull()
}

// IsKnown is false for an attribute that has an unknown part.
func (o Object) IsKnown(name string) bool { return o[name].IsFullyKnown() }

// Text is empty when the attribute is null or unknown.
func (o Object) Text(name string) string { return text(o[name]) }

// Flag is false when the attribute is null or unknown.
func (o Object) Flag(name string) bool {
	var flag bool
	if known(o[name]) {
		_ = o[name].As(&flag)
	}
	return flag
}

// Int is 0 when the attribute is null or unknown.
func (o Object) Int(name string) int64 {
	number := new(big.Float)
	if known(o[name]) {
		_ = o[name].As(&number)
	}
	whole, _ := number.Int64()
	return whole
}

// Object is a nested object; nil when it is null or unknown.
func (o Object) Object(name string) Object { return ObjectOf(o[name]) }

// Objects are the objects of a list, nested attributes and blocks alike.
func (o Object) Objects(name string) []Object {
	var objects []Object
	for _, element := range elements(o[name]) {
		objects = append(objects, ObjectOf(element))
	}
	return objects
}

// Texts are the texts of a list, without those that are null.
func (o Object) Texts(name string) []string {
	var texts []string
	for _, element := range elements(o[name]) {
		if known(element) {
			texts = append(texts, text(element))
		}
	}
	return texts
}

// TextMap is nil when the attribute is null or unknown.
func (o Object) TextMap(name string) map[string]string {
	if !known(o[name]) {
		return nil
	}
	values := map[string]tftypes.Value{}
	_ = o[name].As(&values)
	texts := map[string]string{}
	for key, element := range values {
		texts[key] = text(element)
	}
	return texts
}

// Set gives an attribute a text, flag, number, text map or nil, in the type that it has.
func (o Object) Set(name string, to any) {
	of := o[name].Type()
	if number, isInt := to.(int64); isInt {
		to = new(big.Float).SetInt64(number)
	}
	if texts, isMap := to.(map[string]string); isMap {
		values := map[string]tftypes.Value{}
		for key, element := range texts {
			values[key] = tftypes.NewValue(tftypes.String, element)
		}
		to = values
	}
	o[name] = tftypes.NewValue(of, to)
}

// SetObjects gives a list attribute its objects.
func (o Object) SetObjects(name string, objects []Object) {
	list, isList := o[name].Type().(tftypes.List)
	if !isList {
		panic(fmt.Sprintf("%s is no list", name))
	}
	values := make([]tftypes.Value, 0, len(objects))
	for _, object := range objects {
		values = append(values, object.Value(list.ElementType))
	}
	o[name] = tftypes.NewValue(list, values)
}

// SetUnknown says that an attribute is known after the apply.
func (o Object) SetUnknown(name string) { o.Set(name, tftypes.UnknownValue) }

func elements(of tftypes.Value) []tftypes.Value {
	var all []tftypes.Value
	if known(of) {
		_ = of.As(&all)
	}
	return all
}

func text(of tftypes.Value) string {
	var result string
	if known(of) {
		_ = of.As(&result)
	}
	return result
}

func known(of tftypes.Value) bool { return of.Type() != nil && of.IsKnown() && !of.IsNull() }

// Empty is an object whose attributes are all null.
func Empty(of tftypes.Type) Object {
	object := Object{}
	for name, attribute := range of.(tftypes.Object).AttributeTypes {
		object[name] = tftypes.NewValue(attribute, nil)
	}
	return object
}
