// Prints the structure of the kinds outside of the groups whose OpenAPI document was recorded, read from the JSON and patch
// tags of k8s.io/api (Apache-2.0), in the form of core-v1.schema.ts. The argument is that file: what it has is left out.
//
//	cd .ci/protobuf && go run ./structs ../../libs/kube-api/src/schema/core-v1.schema.ts \
//	  > ../../libs/kube-api/src/schema/further-structs.schema.ts
package main

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strings"

	apps "k8s.io/api/apps/v1"
	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	policy "k8s.io/api/policy/v1"
)

var roots = []any{core.PersistentVolume{}, apps.StatefulSet{}, apps.DaemonSet{}, apps.ControllerRevision{},
	coordination.Lease{}, policy.PodDisruptionBudget{}, discovery.EndpointSlice{},
	authorization.SelfSubjectAccessReview{}, authorization.SelfSubjectRulesReview{}, authorization.SubjectAccessReview{},
	authorization.LocalSubjectAccessReview{}, authentication.SelfSubjectReview{}, authentication.TokenReview{}}

var scalars = map[string]string{"Time": "Time", "MicroTime": "MicroTime", "Quantity": "Quantity",
	"IntOrString": "IntOrString", "FieldsV1": "any", "RawExtension": "any"}

var known = map[string]bool{}
var lines = map[string]string{}

func typeOf(t reflect.Type) string {
	if scalar, ok := scalars[t.Name()]; ok {
		return scalar
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeOf(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "[]" + typeOf(t.Elem())
	case reflect.Map:
		return "{}" + typeOf(t.Elem())
	case reflect.Struct:
		visit(t)
		return t.Name()
	case reflect.Int32, reflect.Int64, reflect.Bool:
		return t.Kind().String()
	case reflect.Int:
		return "int64"
	default:
		return "string"
	}
}

// What prints although it is not set.
func zeroOf(t reflect.Type, isOmitted, isOmittedZero bool) string {
	switch {
	case t.Kind() == reflect.Struct && scalars[t.Name()] == "" && !isOmittedZero:
		return "!{}"
	case isOmitted || isOmittedZero:
		return ""
	case t.Name() == "Time":
		return "!null"
	case t.Name() == "Quantity":
		return `!"0"`
	case t.Kind() == reflect.String:
		return `!""`
	case t.Kind() == reflect.Int32 || t.Kind() == reflect.Int64:
		return "!0"
	case t.Kind() == reflect.Bool:
		return "!false"
	}
	return ""
}

func fields(t reflect.Type, embedded string) []string {
	var all []string
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Name == "TypeMeta" {
			all = append(all, "apiVersion:string", "kind:string")
			continue
		}
		if name == "" {
			all = append(all, fields(f.Type, "~"+f.Type.Name())...)
			continue
		}
		text := name + ":" + typeOf(f.Type)
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.String && inner.PkgPath() != "" && inner.Name() != "string" {
			text += "=" + strings.Replace(inner.String(), "resource.", "v1.", 1)
		}
		if f.Type.Kind() == reflect.Pointer && inner.Kind() != reflect.Struct || f.Type.String() == "*intstr.IntOrString" {
			text += "*"
		}
		text += zeroOf(f.Type, strings.Contains(options, "omitempty"), strings.Contains(options, "omitzero")) + embedded
		if strategy := f.Tag.Get("patchStrategy"); strategy != "" {
			if strings.Contains(strategy, "merge") {
				text += "@" + f.Tag.Get("patchMergeKey")
			}
			if strings.Contains(strategy, "retainKeys") {
				text += "^"
			}
		}
		all = append(all, text)
	}
	return all
}

func visit(t reflect.Type) {
	if known[t.Name()] {
		return
	}
	known[t.Name()] = true
	all := fields(t, "")
	sort.Strings(all)
	lines[t.Name()] = strings.Join(all, " ")
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, found := range regexp.MustCompile(`(?m)^  (\w+):$`).FindAllSubmatch(text, -1) {
		known[string(found[1])] = true
	}
	for _, root := range roots {
		visit(reflect.TypeOf(root))
	}
	names := make([]string, 0, len(lines))
	for name := range lines {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println("/** The structure of further kinds, printed by .ci/protobuf/structs from k8s.io/api v0.37.2 (Apache-2.0); not edited by hand. */")
	fmt.Println("\nexport const furtherStructs = {")
	for _, name := range names {
		fmt.Printf("  %s:\n    '%s',\n", name, lines[name])
	}
	fmt.Println("} as const;")
}
