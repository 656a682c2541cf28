/** Objects as the server prints them in the diffs of its refusals: internal Go names, struct order, every field written. */
import { hasStruct, structOf, type Field, type FieldType } from './struct-types.ts';

/**
 * Fields in the order of the internal structs, by their JSON names. A struct that is not listed prints in the order of its
 * names.
 * @divergence only structs that pods commonly have are listed
 */
const orders: Readonly<Record<string, string>> = {
  PodSpec:
    'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride schedulingGroup evictionResponders',
  Container:
    'name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty',
  EphemeralContainer:
    'name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty targetContainerName',
  ContainerPort: 'name hostPort containerPort protocol hostIP',
  EnvVar: 'name value valueFrom',
  EnvVarSource: 'fieldRef resourceFieldRef configMapKeyRef secretKeyRef fileKeyRef',
  EnvFromSource: 'prefix configMapRef secretRef',
  ConfigMapKeySelector: 'name key optional',
  SecretKeySelector: 'name key optional',
  ObjectFieldSelector: 'apiVersion fieldPath',
  ResourceFieldSelector: 'containerName resource divisor',
  ResourceRequirements: 'limits requests claims',
  ContainerResizePolicy: 'resourceName restartPolicy',
  VolumeMount: 'name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr bindMountOptions',
  VolumeDevice: 'name devicePath',
  Probe:
    'exec httpGet tcpSocket grpc initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold terminationGracePeriodSeconds',
  Lifecycle: 'postStart preStop stopSignal',
  LifecycleHandler: 'exec httpGet tcpSocket sleep',
  HTTPGetAction: 'path port host scheme httpHeaders protocol',
  TCPSocketAction: 'port host',
  GRPCAction: 'port service mode',
  SecurityContext:
    'capabilities privileged seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation procMount seccompProfile appArmorProfile',
  PodSecurityContext:
    'seLinuxOptions windowsOptions runAsUser runAsGroup runAsNonRoot supplementalGroups supplementalGroupsPolicy fsGroup fsGroupChangePolicy sysctls seccompProfile appArmorProfile seLinuxChangePolicy',
  Toleration: 'key operator value effect tolerationSeconds',
  Volume:
    'name hostPath emptyDir gcePersistentDisk awsElasticBlockStore gitRepo secret nfs iscsi glusterfs persistentVolumeClaim rbd quobyte flexVolume cinder cephfs flocker downwardAPI fc azureFile configMap vsphereVolume azureDisk photonPersistentDisk projected portworxVolume scaleIO storageos csi ephemeral image',
  ProjectedVolumeSource: 'sources defaultMode defaultUser',
  VolumeProjection: 'secret downwardAPI configMap serviceAccountToken clusterTrustBundle podCertificate',
  ServiceAccountTokenProjection: 'audience expirationSeconds path user',
  KeyToPath: 'key path mode user',
  ConfigMapProjection: 'name items optional',
  SecretProjection: 'name items optional',
  DownwardAPIVolumeFile: 'path fieldRef resourceFieldRef mode user',
  ConfigMapVolumeSource: 'name items defaultMode optional defaultUser',
  SecretVolumeSource: 'secretName items defaultMode optional defaultUser',
  EmptyDirVolumeSource: 'medium sizeLimit mode',
  HostPathVolumeSource: 'path type',
};

/** Words that Go writes in capitals, or otherwise than their first letter raised. */
const goNames: Readonly<Record<string, string>> = {
  apiVersion: 'APIVersion',
  awsElasticBlockStore: 'AWSElasticBlockStore',
  cephfs: 'CephFS',
  csi: 'CSI',
  dnsConfig: 'DNSConfig',
  dnsPolicy: 'DNSPolicy',
  fc: 'FC',
  fsGroup: 'FSGroup',
  fsGroupChangePolicy: 'FSGroupChangePolicy',
  fsType: 'FSType',
  gcePersistentDisk: 'GCEPersistentDisk',
  grpc: 'GRPC',
  httpGet: 'HTTPGet',
  httpHeaders: 'HTTPHeaders',
  ip: 'IP',
  iscsi: 'ISCSI',
  nfs: 'NFS',
  os: 'OS',
  rbd: 'RBD',
  scaleIO: 'ScaleIO',
  seLinuxChangePolicy: 'SELinuxChangePolicy',
  seLinuxOptions: 'SELinuxOptions',
  serviceAccount: 'DeprecatedServiceAccount',
  storageos: 'StorageOS',
  tcpSocket: 'TCPSocket',
  tty: 'TTY',
  uid: 'UID',
};

const goNameOf = (name: string): string => goNames[name] ?? name.charAt(0).toUpperCase() + name.slice(1);

type Plain = Readonly<Record<string, unknown>>;

/** The JSON of a struct with its internal names, indented by one blank. */
export const goForm = (struct: string, value: unknown): string => JSON.stringify(formOf(struct, value), null, 1);

function formOf(name: string, value: unknown): Plain {
  const { fields } = structOf(name);
  const names = orders[name]?.split(' ') ?? [...fields.keys()];
  const source = (value ?? {}) as Plain; // a struct or nothing
  const entries = names.flatMap((each): [string, unknown][] => {
    const field = fields.get(each);
    return field ? [[goNameOf(each), fieldForm(field, source[each])]] : [];
  });
  return Object.fromEntries(entries);
}

function fieldForm(field: Field, value: unknown): unknown {
  return value === undefined || value === null ? zeroForm(field) : valueForm(field.type, value);
}

function valueForm(type: FieldType, value: unknown): unknown {
  if (type.kind === 'struct') return hasStruct(type.struct) ? formOf(type.struct, value) : value;
  if (type.kind === 'list') return (value as readonly unknown[]).map((item) => valueForm(type.item, item)); // decoded as a list
  if (type.kind !== 'map') return value;
  const entries = Object.entries(value as Plain).sort(([a], [b]) => (a < b ? -1 : 1)); // decoded as a map
  return Object.fromEntries(entries.map(([key, item]) => [key, valueForm(type.item, item)]));
}

const zeros: Readonly<Record<string, unknown>> = {
  string: '',
  bool: false,
  int32: 0,
  int64: 0,
  float64: 0,
  IntOrString: 0,
};

function zeroForm({ type, isPointer, zero }: Field): unknown {
  if (type.kind === 'struct') return zero === undefined ? null : formOf(type.struct, {});
  if (isPointer || type.kind !== 'scalar') return null;
  return zeros[type.scalar] ?? null;
}
