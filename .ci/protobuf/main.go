// Prints the protobuf messages of the API's kinds, read from the struct tags of k8s.io/api (Apache-2.0): field numbers,
// JSON names, types, what is embedded and what is held by pointer.
//
//	cd .ci/protobuf && go mod tidy && go run . > ../../libs/kube-api/src/protobuf/messages.schema.ts
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	apps "k8s.io/api/apps/v1"
	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	autoscaling "k8s.io/api/autoscaling/v1"
	batch "k8s.io/api/batch/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	events "k8s.io/api/events/v1"
	policy "k8s.io/api/policy/v1"
	scheduling "k8s.io/api/scheduling/v1"
	storage "k8s.io/api/storage/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var kinds = map[string][]any{
	"v1": {core.Pod{}, core.Node{}, core.Event{}, core.Namespace{}, core.ConfigMap{}, core.Secret{}, core.ServiceAccount{},
		core.Binding{}, core.Service{}, core.PersistentVolumeClaim{}, core.PersistentVolume{}, core.Endpoints{},
		core.ReplicationController{}, core.PodTemplate{}, core.LimitRange{}, core.ResourceQuota{}, meta.Status{}},
	"apps/v1": {apps.Deployment{}, apps.ReplicaSet{}, apps.StatefulSet{}, apps.DaemonSet{}, apps.ControllerRevision{}},
	"authentication.k8s.io/v1": {authentication.TokenRequest{}, authentication.TokenReview{},
		authentication.SelfSubjectReview{}},
	"authorization.k8s.io/v1": {authorization.SelfSubjectAccessReview{}, authorization.SelfSubjectRulesReview{},
		authorization.SubjectAccessReview{}, authorization.LocalSubjectAccessReview{}},
	"autoscaling/v1":         {autoscaling.Scale{}},
	"batch/v1":               {batch.Job{}, batch.CronJob{}},
	"coordination.k8s.io/v1": {coordination.Lease{}},
	"discovery.k8s.io/v1":    {discovery.EndpointSlice{}},
	"events.k8s.io/v1":       {events.Event{}},
	"policy/v1":              {policy.Eviction{}, policy.PodDisruptionBudget{}},
	"scheduling.k8s.io/v1":   {scheduling.PriorityClass{}},
	"storage.k8s.io/v1":      {storage.StorageClass{}},
	// Registered in every group version.
	"": {meta.DeleteOptions{}},
}

// Messages with a JSON form of their own.
var scalars = map[string]string{
	"meta.Time": "Time", "meta.MicroTime": "MicroTime", "meta.FieldsV1": "JSON",
	"resource.Quantity": "Quantity", "intstr.IntOrString": "IntOrString", "runtime.RawExtension": "JSON",
}

var lines = map[string]string{}

// `core.Pod`: the group and the name of a type.
func nameOf(t reflect.Type) string {
	parts := strings.Split(t.PkgPath(), "/")
	group := parts[len(parts)-1]
	if strings.HasPrefix(group, "v") {
		group = parts[len(parts)-2]
	}
	return group + "." + t.Name()
}

func typeOf(t reflect.Type) string {
	name := nameOf(t)
	if scalar, ok := scalars[name]; ok {
		return scalar
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeOf(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		if t.Name() != "" { // a list with a message of its own around it, such as authorization.ExtraValue
			lines[name] = "1:[]:[]" + typeOf(t.Elem())
			return name
		}
		return "[]" + typeOf(t.Elem())
	case reflect.Map:
		return "{}" + typeOf(t.Elem())
	case reflect.Struct:
		visit(t)
		return name
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64, reflect.Int:
		return "int"
	default:
		return "string"
	}
}

func fieldText(f reflect.StructField) string {
	tag := strings.Split(f.Tag.Get("protobuf"), ",")
	if len(tag) < 2 {
		return ""
	}
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	kind := typeOf(f.Type)
	if options == "inline" || name == "" {
		name = "."
	}
	text := fmt.Sprintf("%s:%s:%s", tag[1], name, kind)
	if f.Type.Kind() == reflect.Pointer {
		text += "*"
	}
	return text
}

func visit(t reflect.Type) {
	name := nameOf(t)
	if _, ok := lines[name]; ok {
		return
	}
	lines[name] = ""
	var fields []string
	for i := range t.NumField() {
		if text := fieldText(t.Field(i)); text != "" {
			fields = append(fields, text)
		}
	}
	lines[name] = strings.Join(fields, " ")
}

func printTable(name string, table map[string]string) {
	keys := make([]string, 0, len(table))
	for key := range table {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	fmt.Printf("\nexport const %s = {\n", name)
	for _, key := range keys {
		fmt.Printf("  '%s': '%s',\n", key, table[key])
	}
	fmt.Println("} as const;")
}

func main() {
	roots := map[string]string{}
	for version, objects := range kinds {
		for _, object := range objects {
			t := reflect.TypeOf(object)
			visit(t)
			roots[strings.TrimSpace(version+" "+t.Name())] = nameOf(t)
		}
	}
	fmt.Println("/**")
	fmt.Println(" * The protobuf messages of the API's kinds, printed by .ci/protobuf from k8s.io/api v0.37.2 (Apache-2.0); not edited by hand.")
	fmt.Println(" * A field is `number:name:type`: a name `.` is an embedded struct, `[]` a list that is its message; types: `[]` a list, `{}` a map, `*` a pointer.")
	fmt.Println(" */")
	printTable("protobufKinds", roots)
	printTable("protobufMessages", lines)
}
