// Prints, for each kind, an object with every field set: one JSON line with the body in protobuf (base64) and in JSON, both
// as the real serializers write them.
//
//	cd .ci/protobuf && go run ./samples | gzip -9n > ../../test/golden/protobuf.jsonl.gz
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
)

var moment = time.Date(2026, 1, 2, 3, 4, 5, 678901000, time.UTC)

var special = map[reflect.Type]any{
	reflect.TypeFor[meta.Time]():            meta.NewTime(moment.Truncate(time.Second)),
	reflect.TypeFor[meta.MicroTime]():       meta.NewMicroTime(moment),
	reflect.TypeFor[resource.Quantity]():    resource.MustParse("1500m"),
	reflect.TypeFor[meta.FieldsV1]():        meta.FieldsV1{Raw: []byte(`{"f:spec":{"f:a":{}}}`)},
	reflect.TypeFor[runtime.RawExtension](): runtime.RawExtension{Raw: []byte(`{"a":[1,"b"]}`)},
	reflect.TypeFor[meta.TypeMeta]():        meta.TypeMeta{},
}

var count int32

// Sets every field; numbers and texts are all different, negative ones among them.
func fill(v reflect.Value) {
	if value, ok := special[v.Type()]; ok {
		v.Set(reflect.ValueOf(value))
		return
	}
	count++
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[intstr.IntOrString]() {
			v.Set(reflect.ValueOf([]intstr.IntOrString{intstr.FromInt32(count), intstr.FromString("25%")}[count%2]))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		length := 2
		if v.Type().Elem().Kind() == reflect.Struct {
			length = 1
		}
		v.Set(reflect.MakeSlice(v.Type(), length, length))
		for i := range length {
			fill(v.Index(i))
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(fmt.Sprintf("text-%d-ä", count))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(uint64(count % 256))
	default:
		v.SetInt(int64(count) * []int64{1, -1}[count%2])
	}
}

var kinds = []struct {
	apiVersion string
	kinds      []string
}{
	{"v1", []string{"Pod", "Node", "Event", "Namespace", "ConfigMap", "Secret", "ServiceAccount", "Binding", "Service",
		"PersistentVolumeClaim", "PersistentVolume", "Endpoints", "Status"}},
	{"apps/v1", []string{"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"}},
	{"authentication.k8s.io/v1", []string{"TokenRequest", "SelfSubjectReview"}},
	{"authorization.k8s.io/v1", []string{"SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"}},
	{"autoscaling/v1", []string{"Scale"}},
	{"batch/v1", []string{"Job", "CronJob"}},
	{"coordination.k8s.io/v1", []string{"Lease"}},
	{"discovery.k8s.io/v1", []string{"EndpointSlice"}},
	{"events.k8s.io/v1", []string{"Event"}},
	{"policy/v1", []string{"Eviction", "PodDisruptionBudget", "DeleteOptions"}},
	{"scheduling.k8s.io/v1", []string{"PriorityClass"}},
}

func main() {
	encoder := protobuf.NewSerializer(scheme.Scheme, scheme.Scheme)
	lines := json.NewEncoder(os.Stdout)
	for _, group := range kinds {
		for _, kind := range group.kinds {
			version, _ := schema.ParseGroupVersion(group.apiVersion)
			object, err := scheme.Scheme.New(version.WithKind(kind))
			if err != nil {
				panic(err)
			}
			fill(reflect.ValueOf(object).Elem())
			object.GetObjectKind().SetGroupVersionKind(version.WithKind(kind))
			body, err := runtime.Encode(encoder, object)
			if err != nil {
				panic(err)
			}
			if err := lines.Encode(map[string]any{"protobuf": body, "json": object}); err != nil {
				panic(err)
			}
		}
	}
}
