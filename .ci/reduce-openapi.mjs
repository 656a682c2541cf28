#!/usr/bin/env node
// Reduces an OpenAPI v3 document of kube-apiserver (plain or gzipped) to the structure that decoding and patching need.
//   reduce-openapi.mjs openapi-v3-api-v1.json.gz > libs/kube-api/src/schema/core-v1.schema.ts
// What the document does not tell (Go names of string types, which fields are pointers, embedded structs) is listed below.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const bytes = readFileSync(process.argv[2]);
const { components } = JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
const schemas = components.schemas;

const roots = [
  'Pod',
  'Node',
  'Event',
  'Namespace',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'Binding',
  'Service',
  'PersistentVolumeClaim',
  'Endpoints',
  'ReplicationController',
  'PodTemplate',
  'Eviction',
  'TokenRequest',
];

// Named string types, as decoding errors print them: struct.field -> Go type.
const goNames = {
  'PodSpec.restartPolicy': 'v1.RestartPolicy',
  'PodSpec.dnsPolicy': 'v1.DNSPolicy',
  'PodSpec.preemptionPolicy': 'v1.PreemptionPolicy',
  'Container.imagePullPolicy': 'v1.PullPolicy',
  'Container.restartPolicy': 'v1.ContainerRestartPolicy',
  'Container.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
  'ContainerPort.protocol': 'v1.Protocol',
  'ContainerResizePolicy.resourceName': 'v1.ResourceName',
  'ContainerResizePolicy.restartPolicy': 'v1.ResourceResizeRestartPolicy',
  'ContainerRestartRule.action': 'v1.ContainerRestartRuleAction',
  'ContainerRestartRuleOnExitCodes.operator': 'v1.ContainerRestartRuleOnExitCodesOperator',
  'HTTPGetAction.scheme': 'v1.URIScheme',
  'Toleration.operator': 'v1.TolerationOperator',
  'Toleration.effect': 'v1.TaintEffect',
  'Taint.effect': 'v1.TaintEffect',
  'TopologySpreadConstraint.whenUnsatisfiable': 'v1.UnsatisfiableConstraintAction',
  'NodeSelectorRequirement.operator': 'v1.NodeSelectorOperator',
  'LabelSelectorRequirement.operator': 'v1.LabelSelectorOperator',
  'PodReadinessGate.conditionType': 'v1.PodConditionType',
  'PodStatus.phase': 'v1.PodPhase',
  'PodStatus.qosClass': 'v1.PodQOSClass',
  'PodCondition.type': 'v1.PodConditionType',
  'PodCondition.status': 'v1.ConditionStatus',
  'NodeCondition.type': 'v1.NodeConditionType',
  'NodeCondition.status': 'v1.ConditionStatus',
  'NodeAddress.type': 'v1.NodeAddressType',
  'ObjectMeta.uid': 'types.UID',
  'OwnerReference.uid': 'types.UID',
  'ObjectReference.uid': 'types.UID',
  'Preconditions.uid': 'types.UID',
  'HostPathVolumeSource.type': 'v1.HostPathType',
  'EmptyDirVolumeSource.medium': 'v1.StorageMedium',
  'VolumeMount.mountPropagation': 'v1.MountPropagationMode',
  'VolumeMount.recursiveReadOnly': 'v1.RecursiveReadOnlyMode',
  'SecurityContext.procMount': 'v1.ProcMountType',
  'SeccompProfile.type': 'v1.SeccompProfileType',
  'PodSecurityContext.fsGroupChangePolicy': 'v1.PodFSGroupChangePolicy',
  'PodSecurityContext.supplementalGroupsPolicy': 'v1.SupplementalGroupsPolicy',
  'Lifecycle.stopSignal': 'v1.Signal',
  'PodOS.name': 'v1.OSName',
  'Secret.type': 'v1.SecretType',
  'ServiceSpec.type': 'v1.ServiceType',
  'ServicePort.protocol': 'v1.Protocol',
  'ServiceSpec.sessionAffinity': 'v1.ServiceAffinity',
  'NamespaceStatus.phase': 'v1.NamespacePhase',
};

// Optional scalars that Go holds by pointer: an explicit zero is kept. `Struct.field`, or `field` for every struct.
const pointers = new Set(
  [
    'activeDeadlineSeconds',
    'terminationGracePeriodSeconds',
    'automountServiceAccountToken',
    'enableServiceLinks',
    'shareProcessNamespace',
    'setHostnameAsFQDN',
    'hostUsers',
    'hostnameOverride',
    'PodSpec.priority',
    'preemptionPolicy',
    'runtimeClassName',
    'tolerationSeconds',
    'minDomains',
    'nodeAffinityPolicy',
    'nodeTaintsPolicy',
    'defaultMode',
    'mode',
    'optional',
    'expirationSeconds',
    'HostPathVolumeSource.type',
    'Container.restartPolicy',
    'EphemeralContainer.restartPolicy',
    'GRPCAction.service',
    'mountPropagation',
    'recursiveReadOnly',
    'fsGroupChangePolicy',
    'supplementalGroupsPolicy',
    'runAsUser',
    'runAsGroup',
    'fsGroup',
    'runAsNonRoot',
    'privileged',
    'readOnlyRootFilesystem',
    'allowPrivilegeEscalation',
    'procMount',
    'localhostProfile',
    'deletionGracePeriodSeconds',
    'controller',
    'blockOwnerDeletion',
    'started',
    'immutable',
    'PodDNSConfigOption.value',
    'resourceClaimName',
    'resourceClaimTemplateName',
    'trafficDistribution',
    'internalTrafficPolicy',
    'ipFamilyPolicy',
    'allocateLoadBalancerNodePorts',
    'loadBalancerClass',
    'appProtocol',
    'storageClassName',
    'volumeMode',
    'volumeAttributesClassName',
    'Preconditions.uid',
    'Preconditions.resourceVersion',
    'orphanDependents',
    'propagationPolicy',
    'replicas',
    'nodeName',
    'apiGroup',
    'fsType',
    'Lifecycle.stopSignal',
    'stopSignal',
    'maxExpirationSeconds',
    'signerName',
    'timeoutSeconds',
    'seLinuxMount',
    'seLinuxChangePolicy',
    'windowsOptions',
    'gmsaCredentialSpec',
    'gmsaCredentialSpecName',
    'runAsUserName',
    'hostProcess',
  ]
    .filter((name) => !['nodeName', 'timeoutSeconds'].includes(name))
    .concat(['EndpointAddress.nodeName', 'ClientIPConfig.timeoutSeconds']),
);

// Structs that Go embeds into another: their fields' paths have the struct's name in decoding errors.
const embedded = {
  Probe: ['ProbeHandler', ['exec', 'grpc', 'httpGet', 'tcpSocket']],
  Volume: [
    'VolumeSource',
    Object.keys(schemas['io.k8s.api.core.v1.Volume'].properties).filter((name) => name !== 'name'),
  ],
  EphemeralContainer: [
    'EphemeralContainerCommon',
    Object.keys(schemas['io.k8s.api.core.v1.EphemeralContainer'].properties).filter(
      (name) => name !== 'targetContainerName',
    ),
  ],
  ConfigMapVolumeSource: ['LocalObjectReference', ['name']],
  ConfigMapProjection: ['LocalObjectReference', ['name']],
  SecretProjection: ['LocalObjectReference', ['name']],
  ConfigMapKeySelector: ['LocalObjectReference', ['name']],
  SecretKeySelector: ['LocalObjectReference', ['name']],
  ConfigMapEnvSource: ['LocalObjectReference', ['name']],
  SecretEnvSource: ['LocalObjectReference', ['name']],
};

// metav1.Time by value prints null when it is not set.
const alwaysTimes = new Set([
  'PodCondition.lastProbeTime',
  'PodCondition.lastTransitionTime',
  'NodeCondition.lastHeartbeatTime',
  'NodeCondition.lastTransitionTime',
  'Event.firstTimestamp',
  'Event.lastTimestamp',
  'Event.eventTime',
  'ContainerStateTerminated.startedAt',
  'ContainerStateTerminated.finishedAt',
  'ContainerStateRunning.startedAt',
  'EventSeries.lastObservedTime',
]);
// Structs and numbers by value that print although the document gives no default for them.
const alwaysOthers = {
  'Pod.status': '{}',
  'Pod.spec': '{}',
  'ResourceFieldSelector.divisor': '"0"',
  'HTTPGetAction.port': '0',
  'TCPSocketAction.port': '0',
};
// Fields whose default in the document comes from defaulting, not from Go's zero value.
const neverAlways = new Set(['LocalObjectReference.name', 'ContainerPort.protocol', 'GRPCAction.service']);

const short = (ref) => ref.split('.').at(-1);
const fullNameOf = new Map(Object.keys(schemas).map((name) => [short(name), name]));
const scalars = {
  Quantity: 'Quantity',
  Time: 'Time',
  MicroTime: 'MicroTime',
  IntOrString: 'IntOrString',
  FieldsV1: 'any',
  RawExtension: 'any',
  Patch: 'any',
};

function typeOf(property) {
  const ref = property.$ref ?? property.allOf?.[0]?.$ref;
  if (ref) return scalars[short(ref)] ?? short(ref);
  if (property.type === 'array') return `[]${typeOf(property.items)}`;
  if (property.type === 'object')
    return property.additionalProperties ? `{}${typeOf(property.additionalProperties)}` : 'any';
  if (property.type === 'integer') return property.format === 'int64' ? 'int64' : 'int32';
  if (property.type === 'number') return 'float64';
  if (property.type === 'boolean') return 'bool';
  return property.format === 'byte' ? 'bytes' : 'string';
}

// Grammar of a field: name:type, then `=GoName`, `*` (pointer), `!zero` (always printed), `~Embedded`, `@mergeKey`, `^` (retainKeys).
function fieldText(struct, name, property) {
  const path = `${struct}.${name}`;
  let text = `${name}:${typeOf(property)}`;
  const go = goNames[path] ?? goNames[`Container.${struct === 'EphemeralContainer' ? name : ''}`];
  if (go) text += `=${go}`;
  if (pointers.has(path) || pointers.has(name)) text += '*';
  const zero = zeroOf(path, property);
  if (zero !== undefined) text += `!${zero}`;
  const [parent, names] = embedded[struct] ?? [];
  if (parent && names.includes(name)) text += `~${parent}`;
  const strategy = property['x-kubernetes-patch-strategy'] ?? '';
  if (strategy.includes('merge')) text += `@${property['x-kubernetes-patch-merge-key'] ?? ''}`;
  if (strategy.includes('retainKeys')) text += '^';
  return text;
}

function zeroOf(path, { default: value }) {
  if (alwaysTimes.has(path)) return 'null';
  if (alwaysOthers[path]) return alwaysOthers[path];
  if (path.endsWith('.metadata')) return '{}';
  const isReference = embedded[path.split('.')[0]]?.[0] === 'LocalObjectReference' && path.endsWith('.name');
  if (neverAlways.has(path) || isReference || value === undefined) return undefined;
  if (typeof value === 'object') return JSON.stringify(value) === '{}' ? '{}' : undefined;
  return value === '' || value === 0 || value === false ? JSON.stringify(value) : undefined;
}

const lines = new Map();
function visit(struct) {
  if (lines.has(struct)) return;
  const { properties = {} } = schemas[fullNameOf.get(struct)];
  lines.set(struct, '');
  const fields = Object.entries(properties).map(([name, property]) => fieldText(struct, name, property));
  lines.set(struct, fields.join(' '));
  for (const [, property] of Object.entries(properties)) {
    const inner = typeOf(property).replaceAll('[]', '').replaceAll('{}', '');
    if (fullNameOf.has(inner) && !scalars[inner]) visit(inner);
  }
}
for (const root of roots) visit(root);

console.log('/**');
console.log(
  ' * The structure of the v1 kinds, reduced from their OpenAPI document by .ci/reduce-openapi.mjs; not edited by hand.',
);
console.log(
  ' * A line is a struct; a field is `name:type`, then `=GoName`, `*` pointer, `!zero` always printed, `~Embedded` struct,',
);
console.log(' * `@mergeKey` of strategic merge patches, `^` retainKeys.');
console.log(' */');
console.log('export const coreV1Structs = {');
for (const [struct, fields] of [...lines].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`  ${struct}:`);
  console.log(`    ${fields.includes("'") ? JSON.stringify(fields) : `'${fields}'`},`);
}
console.log('} as const;');
