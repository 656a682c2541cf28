/**
 * The structure of the v1 kinds, reduced from their OpenAPI document by .ci/reduce-openapi.mjs; not edited by hand.
 * A line is a struct; a field is `name:type`, then `=GoName`, `*` pointer, `!zero` always printed, `~Embedded` struct,
 * `@mergeKey` of strategic merge patches, `^` retainKeys.
 */
export const coreV1Structs = {
  AWSElasticBlockStoreVolumeSource:
    'fsType:string* partition:int32 readOnly:bool volumeID:string!""',
  Affinity:
    'nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity',
  AppArmorProfile:
    'localhostProfile:string* type:string!""',
  AttachedVolume:
    'devicePath:string!"" name:string!""',
  AzureDiskVolumeSource:
    'cachingMode:string diskName:string!"" diskURI:string!"" fsType:string* kind:string readOnly:bool!false',
  AzureFileVolumeSource:
    'readOnly:bool secretName:string!"" shareName:string!""',
  Binding:
    'apiVersion:string kind:string metadata:ObjectMeta!{} target:ObjectReference!{}',
  BoundObjectReference:
    'apiVersion:string kind:string name:string uid:string',
  CSIVolumeSource:
    'driver:string!"" fsType:string* nodePublishSecretRef:LocalObjectReference readOnly:bool volumeAttributes:{}string',
  Capabilities:
    'add:[]string drop:[]string',
  CephFSVolumeSource:
    'monitors:[]string path:string readOnly:bool secretFile:string secretRef:LocalObjectReference user:string',
  CinderVolumeSource:
    'fsType:string* readOnly:bool secretRef:LocalObjectReference volumeID:string!""',
  ClientIPConfig:
    'timeoutSeconds:int32*',
  ClusterTrustBundleProjection:
    'labelSelector:LabelSelector name:string optional:bool* path:string!"" signerName:string* user:int64',
  Condition:
    'lastTransitionTime:Time message:string!"" observedGeneration:int64 reason:string!"" status:string!"" type:string!""',
  ConfigMap:
    'apiVersion:string binaryData:{}bytes data:{}string immutable:bool* kind:string metadata:ObjectMeta!{}',
  ConfigMapEnvSource:
    'name:string~LocalObjectReference optional:bool*',
  ConfigMapKeySelector:
    'key:string!"" name:string~LocalObjectReference optional:bool*',
  ConfigMapNodeConfigSource:
    'kubeletConfigKey:string!"" name:string!"" namespace:string!"" resourceVersion:string uid:string',
  ConfigMapProjection:
    'items:[]KeyToPath name:string~LocalObjectReference optional:bool*',
  ConfigMapVolumeSource:
    'defaultMode:int32* defaultUser:int64 items:[]KeyToPath name:string~LocalObjectReference optional:bool*',
  Container:
    'args:[]string command:[]string env:[]EnvVar@name envFrom:[]EnvFromSource image:string imagePullPolicy:string=v1.PullPolicy lifecycle:Lifecycle livenessProbe:Probe name:string!"" ports:[]ContainerPort@containerPort readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources:ResourceRequirements!{} restartPolicy:string=v1.ContainerRestartPolicy* restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath:string terminationMessagePolicy:string=v1.TerminationMessagePolicy tty:bool volumeDevices:[]VolumeDevice@devicePath volumeMounts:[]VolumeMount@mountPath workingDir:string',
  ContainerExtendedResourceRequest:
    'containerName:string!"" requestName:string!"" resourceName:string!""',
  ContainerImage:
    'names:[]string sizeBytes:int64',
  ContainerPort:
    'containerPort:int32!0 hostIP:string hostPort:int32 name:string protocol:string=v1.Protocol',
  ContainerResizePolicy:
    'resourceName:string=v1.ResourceName!"" restartPolicy:string=v1.ResourceResizeRestartPolicy!""',
  ContainerRestartRule:
    'action:string=v1.ContainerRestartRuleAction exitCodes:ContainerRestartRuleOnExitCodes',
  ContainerRestartRuleOnExitCodes:
    'operator:string=v1.ContainerRestartRuleOnExitCodesOperator values:[]int32',
  ContainerState:
    'running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting',
  ContainerStateRunning:
    'startedAt:Time!null',
  ContainerStateTerminated:
    'containerID:string exitCode:int32!0 finishedAt:Time!null message:string reason:string signal:int32 startedAt:Time!null',
  ContainerStateWaiting:
    'message:string reason:string',
  ContainerStatus:
    'allocatedResources:{}Quantity allocatedResourcesStatus:[]ResourceStatus@name containerID:string image:string!"" imageID:string!"" lastState:ContainerState!{} name:string!"" ready:bool!false resources:ResourceRequirements restartCount:int32!0 started:bool* state:ContainerState!{} stopSignal:string* user:ContainerUser volumeMounts:[]VolumeMountStatus@mountPath',
  ContainerUser:
    'linux:LinuxContainerUser',
  DaemonEndpoint:
    'Port:int32!0',
  DeleteOptions:
    'apiVersion:string dryRun:[]string gracePeriodSeconds:int64 ignoreStoreReadErrorWithClusterBreakingPotential:bool kind:string orphanDependents:bool* preconditions:Preconditions propagationPolicy:string*',
  DownwardAPIProjection:
    'items:[]DownwardAPIVolumeFile',
  DownwardAPIVolumeFile:
    'fieldRef:ObjectFieldSelector mode:int32* path:string!"" resourceFieldRef:ResourceFieldSelector user:int64',
  DownwardAPIVolumeSource:
    'defaultMode:int32* defaultUser:int64 items:[]DownwardAPIVolumeFile',
  EmptyDirVolumeSource:
    'medium:string=v1.StorageMedium mode:int32* sizeLimit:Quantity',
  EndpointAddress:
    'hostname:string ip:string!"" nodeName:string* targetRef:ObjectReference',
  EndpointPort:
    'appProtocol:string* name:string port:int32!0 protocol:string',
  EndpointSubset:
    'addresses:[]EndpointAddress notReadyAddresses:[]EndpointAddress ports:[]EndpointPort',
  Endpoints:
    'apiVersion:string kind:string metadata:ObjectMeta!{} subsets:[]EndpointSubset',
  EnvFromSource:
    'configMapRef:ConfigMapEnvSource prefix:string secretRef:SecretEnvSource',
  EnvVar:
    'name:string!"" value:string valueFrom:EnvVarSource',
  EnvVarSource:
    'configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector',
  EphemeralContainer:
    'args:[]string~EphemeralContainerCommon command:[]string~EphemeralContainerCommon env:[]EnvVar~EphemeralContainerCommon@name envFrom:[]EnvFromSource~EphemeralContainerCommon image:string~EphemeralContainerCommon imagePullPolicy:string=v1.PullPolicy~EphemeralContainerCommon lifecycle:Lifecycle~EphemeralContainerCommon livenessProbe:Probe~EphemeralContainerCommon name:string!""~EphemeralContainerCommon ports:[]ContainerPort~EphemeralContainerCommon@containerPort readinessProbe:Probe~EphemeralContainerCommon resizePolicy:[]ContainerResizePolicy~EphemeralContainerCommon resources:ResourceRequirements!{}~EphemeralContainerCommon restartPolicy:string=v1.ContainerRestartPolicy*~EphemeralContainerCommon restartPolicyRules:[]ContainerRestartRule~EphemeralContainerCommon securityContext:SecurityContext~EphemeralContainerCommon startupProbe:Probe~EphemeralContainerCommon stdin:bool~EphemeralContainerCommon stdinOnce:bool~EphemeralContainerCommon targetContainerName:string terminationMessagePath:string~EphemeralContainerCommon terminationMessagePolicy:string=v1.TerminationMessagePolicy~EphemeralContainerCommon tty:bool~EphemeralContainerCommon volumeDevices:[]VolumeDevice~EphemeralContainerCommon@devicePath volumeMounts:[]VolumeMount~EphemeralContainerCommon@mountPath workingDir:string~EphemeralContainerCommon',
  EphemeralVolumeSource:
    'volumeClaimTemplate:PersistentVolumeClaimTemplate',
  Event:
    'action:string apiVersion:string count:int32 eventTime:MicroTime!null firstTimestamp:Time!null involvedObject:ObjectReference!{} kind:string lastTimestamp:Time!null message:string metadata:ObjectMeta!{} reason:string related:ObjectReference reportingComponent:string!"" reportingInstance:string!"" series:EventSeries source:EventSource!{} type:string',
  EventSeries:
    'count:int32 lastObservedTime:MicroTime!null',
  EventSource:
    'component:string host:string',
  Eviction:
    'apiVersion:string deleteOptions:DeleteOptions kind:string metadata:ObjectMeta!{}',
  EvictionResponder:
    'name:string!"" priority:int32',
  ExecAction:
    'command:[]string',
  FCVolumeSource:
    'fsType:string* lun:int32 readOnly:bool targetWWNs:[]string wwids:[]string',
  FileKeySelector:
    'key:string!"" optional:bool*!false path:string!"" volumeName:string!""',
  FlexVolumeSource:
    'driver:string!"" fsType:string* options:{}string readOnly:bool secretRef:LocalObjectReference',
  FlockerVolumeSource:
    'datasetName:string datasetUUID:string',
  GCEPersistentDiskVolumeSource:
    'fsType:string* partition:int32 pdName:string!"" readOnly:bool',
  GRPCAction:
    'mode:string* port:int32!0 service:string*',
  GitRepoVolumeSource:
    'directory:string repository:string!"" revision:string',
  GlusterfsVolumeSource:
    'endpoints:string!"" path:string!"" readOnly:bool',
  HTTPGetAction:
    'host:string httpHeaders:[]HTTPHeader path:string port:IntOrString!0 protocol:string scheme:string=v1.URIScheme',
  HTTPHeader:
    'name:string!"" value:string!""',
  HostAlias:
    'hostnames:[]string ip:string!""',
  HostIP:
    'ip:string!""',
  HostPathVolumeSource:
    'path:string!"" type:string=v1.HostPathType*',
  ISCSIVolumeSource:
    'chapAuthDiscovery:bool chapAuthSession:bool fsType:string* initiatorName:string iqn:string!"" iscsiInterface:string lun:int32!0 portals:[]string readOnly:bool secretRef:LocalObjectReference targetPortal:string!""',
  ImageVolumeSource:
    'pullPolicy:string reference:string',
  ImageVolumeStatus:
    'imageRef:string',
  KeyToPath:
    'key:string!"" mode:int32* path:string!"" user:int64',
  LabelSelector:
    'matchExpressions:[]LabelSelectorRequirement matchLabels:{}string',
  LabelSelectorRequirement:
    'key:string!"" operator:string=v1.LabelSelectorOperator!"" values:[]string',
  Lifecycle:
    'postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:string=v1.Signal*',
  LifecycleHandler:
    'exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction',
  LinuxContainerUser:
    'gid:int64!0 supplementalGroups:[]int64 uid:int64!0',
  LoadBalancerIngress:
    'hostname:string ip:string ipMode:string ports:[]PortStatus',
  LoadBalancerStatus:
    'ingress:[]LoadBalancerIngress',
  LocalObjectReference:
    'name:string',
  ManagedFieldsEntry:
    'apiVersion:string fieldsType:string fieldsV1:any manager:string operation:string subresource:string time:Time',
  ModifyVolumeStatus:
    'status:string!"" targetVolumeAttributesClassName:string',
  NFSVolumeSource:
    'path:string!"" readOnly:bool server:string!""',
  Namespace:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:NamespaceSpec!{} status:NamespaceStatus!{}',
  NamespaceCondition:
    'lastTransitionTime:Time message:string reason:string status:string!"" type:string!""',
  NamespaceSpec:
    'finalizers:[]string',
  NamespaceStatus:
    'conditions:[]NamespaceCondition@type phase:string=v1.NamespacePhase',
  Node:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:NodeSpec!{} status:NodeStatus!{}',
  NodeAddress:
    'address:string!"" type:string=v1.NodeAddressType!""',
  NodeAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector',
  NodeAllocatableMappedResources:
    'name:string!"" quantity:Quantity',
  NodeAllocatableOverheadResources:
    'name:string!"" perContainer:Quantity perPod:Quantity',
  NodeAllocatableResourceClaimStatus:
    'containers:[]string mapping:[]NodeAllocatableMappedResources@name overhead:[]NodeAllocatableOverheadResources@name resourceClaimName:string*!""',
  NodeCondition:
    'lastHeartbeatTime:Time!null lastTransitionTime:Time!null message:string reason:string status:string=v1.ConditionStatus!"" type:string=v1.NodeConditionType!""',
  NodeConfigSource:
    'configMap:ConfigMapNodeConfigSource',
  NodeConfigStatus:
    'active:NodeConfigSource assigned:NodeConfigSource error:string lastKnownGood:NodeConfigSource',
  NodeDaemonEndpoints:
    'kubeletEndpoint:DaemonEndpoint!{}',
  NodeFeatures:
    'supplementalGroupsPolicy:bool*',
  NodePodPreemptionPolicy:
    'disableResizePreemption:[]string',
  NodeRuntimeHandler:
    'features:NodeRuntimeHandlerFeatures name:string!""',
  NodeRuntimeHandlerFeatures:
    'recursiveReadOnlyMounts:bool userNamespaces:bool',
  NodeSelector:
    'nodeSelectorTerms:[]NodeSelectorTerm',
  NodeSelectorRequirement:
    'key:string!"" operator:string=v1.NodeSelectorOperator!"" values:[]string',
  NodeSelectorTerm:
    'matchExpressions:[]NodeSelectorRequirement matchFields:[]NodeSelectorRequirement',
  NodeSpec:
    'configSource:NodeConfigSource externalID:string podCIDR:string podCIDRs:[]string@ podPreemptionPolicy:NodePodPreemptionPolicy providerID:string taints:[]Taint unschedulable:bool',
  NodeStatus:
    'addresses:[]NodeAddress@type allocatable:{}Quantity capacity:{}Quantity conditions:[]NodeCondition@type config:NodeConfigStatus daemonEndpoints:NodeDaemonEndpoints!{} declaredFeatures:[]string features:NodeFeatures images:[]ContainerImage nodeInfo:NodeSystemInfo!{} phase:string runtimeHandlers:[]NodeRuntimeHandler volumesAttached:[]AttachedVolume volumesInUse:[]string',
  NodeSwapStatus:
    'capacity:int64',
  NodeSystemInfo:
    'architecture:string!"" bootID:string!"" containerRuntimeVersion:string!"" kernelVersion:string!"" kubeProxyVersion:string!"" kubeletVersion:string!"" machineID:string!"" operatingSystem:string!"" osImage:string!"" runningInUserNamespace:bool swap:NodeSwapStatus systemUUID:string!""',
  ObjectFieldSelector:
    'apiVersion:string fieldPath:string!""',
  ObjectMeta:
    'annotations:{}string creationTimestamp:Time deletionGracePeriodSeconds:int64* deletionTimestamp:Time finalizers:[]string@ generateName:string generation:int64 labels:{}string managedFields:[]ManagedFieldsEntry name:string namespace:string ownerReferences:[]OwnerReference@uid resourceVersion:string selfLink:string uid:string=types.UID',
  ObjectReference:
    'apiVersion:string fieldPath:string kind:string name:string namespace:string resourceVersion:string uid:string=types.UID',
  OwnerReference:
    'apiVersion:string!"" blockOwnerDeletion:bool* controller:bool* kind:string!"" name:string!"" uid:string=types.UID!""',
  PersistentVolumeClaim:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:PersistentVolumeClaimSpec!{} status:PersistentVolumeClaimStatus!{}',
  PersistentVolumeClaimCondition:
    'lastProbeTime:Time lastTransitionTime:Time message:string reason:string status:string!"" type:string!""',
  PersistentVolumeClaimSpec:
    'accessModes:[]string dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements!{} selector:LabelSelector storageClassName:string* volumeAttributesClassName:string* volumeMode:string* volumeName:string',
  PersistentVolumeClaimStatus:
    'accessModes:[]string allocatedResourceStatuses:{}string allocatedResources:{}Quantity capacity:{}Quantity conditions:[]PersistentVolumeClaimCondition@type currentVolumeAttributesClassName:string healthStatus:VolumeHealthStatus modifyVolumeStatus:ModifyVolumeStatus phase:string',
  PersistentVolumeClaimTemplate:
    'metadata:ObjectMeta!{} spec:PersistentVolumeClaimSpec!{}',
  PersistentVolumeClaimVolumeSource:
    'claimName:string!"" readOnly:bool',
  PhotonPersistentDiskVolumeSource:
    'fsType:string* pdID:string!""',
  Pod:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:PodSpec!{} status:PodStatus!{}',
  PodAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm',
  PodAffinityTerm:
    'labelSelector:LabelSelector matchLabelKeys:[]string mismatchLabelKeys:[]string namespaceSelector:LabelSelector namespaces:[]string topologyKey:string!""',
  PodAntiAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm',
  PodCertificateProjection:
    'certificateChainPath:string credentialBundlePath:string keyPath:string keyType:string maxExpirationSeconds:int32* signerName:string* user:int64 userAnnotations:{}string',
  PodCondition:
    'lastProbeTime:Time!null lastTransitionTime:Time!null message:string observedGeneration:int64 reason:string status:string=v1.ConditionStatus!"" type:string=v1.PodConditionType!""',
  PodDNSConfig:
    'nameservers:[]string options:[]PodDNSConfigOption searches:[]string',
  PodDNSConfigOption:
    'name:string value:string*',
  PodExtendedResourceClaimStatus:
    'requestMappings:[]ContainerExtendedResourceRequest resourceClaimName:string*!""',
  PodIP:
    'ip:string!""',
  PodOS:
    'name:string=v1.OSName!""',
  PodReadinessGate:
    'conditionType:string=v1.PodConditionType!""',
  PodResourceClaim:
    'name:string!"" resourceClaimName:string* resourceClaimTemplateName:string*',
  PodResourceClaimStatus:
    'name:string!"" resourceClaimName:string*',
  PodSchedulingGate:
    'name:string!""',
  PodSchedulingGroup:
    'podGroupName:string',
  PodSecurityContext:
    'appArmorProfile:AppArmorProfile fsGroup:int64* fsGroupChangePolicy:string=v1.PodFSGroupChangePolicy* runAsGroup:int64* runAsNonRoot:bool* runAsUser:int64* seLinuxChangePolicy:string* seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[]int64 supplementalGroupsPolicy:string=v1.SupplementalGroupsPolicy* sysctls:[]Sysctl windowsOptions:WindowsSecurityContextOptions*',
  PodSpec:
    'activeDeadlineSeconds:int64* affinity:Affinity automountServiceAccountToken:bool* containers:[]Container@name dnsConfig:PodDNSConfig dnsPolicy:string=v1.DNSPolicy enableServiceLinks:bool* ephemeralContainers:[]EphemeralContainer@name evictionResponders:[]EvictionResponder@name hostAliases:[]HostAlias@ip hostIPC:bool hostNetwork:bool hostPID:bool hostUsers:bool* hostname:string hostnameOverride:string* imagePullSecrets:[]LocalObjectReference@name initContainers:[]Container@name nodeName:string nodeSelector:{}string os:PodOS overhead:{}Quantity preemptionPolicy:string=v1.PreemptionPolicy* priority:int32* priorityClassName:string readinessGates:[]PodReadinessGate resourceClaims:[]PodResourceClaim@name^ resources:ResourceRequirements restartPolicy:string=v1.RestartPolicy runtimeClassName:string* schedulerName:string schedulingGates:[]PodSchedulingGate@name schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount:string serviceAccountName:string setHostnameAsFQDN:bool* shareProcessNamespace:bool* subdomain:string terminationGracePeriodSeconds:int64* tolerations:[]Toleration topologySpreadConstraints:[]TopologySpreadConstraint@topologyKey volumes:[]Volume@name^',
  PodStatus:
    'allocatedResources:{}Quantity conditions:[]PodCondition@type containerStatuses:[]ContainerStatus ephemeralContainerStatuses:[]ContainerStatus extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP:string hostIPs:[]HostIP@ip initContainerStatuses:[]ContainerStatus message:string nodeAllocatableResourceClaimStatuses:[]NodeAllocatableResourceClaimStatus@resourceClaimName nominatedNodeName:string observedGeneration:int64 phase:string=v1.PodPhase podIP:string podIPs:[]PodIP@ip qosClass:string=v1.PodQOSClass reason:string resize:string resourceClaimStatuses:[]PodResourceClaimStatus@name^ resources:ResourceRequirements startTime:Time volumeHealth:[]PodVolumeHealth',
  PodTemplate:
    'apiVersion:string kind:string metadata:ObjectMeta!{} template:PodTemplateSpec!{}',
  PodTemplateSpec:
    'metadata:ObjectMeta!{} spec:PodSpec!{}',
  PodVolumeHealth:
    'healthConditions:[]VolumeHealthCondition@status lastTransitionTime:Time name:string!""',
  PortStatus:
    'error:string port:int32!0 protocol:string!""',
  PortworxVolumeSource:
    'fsType:string* readOnly:bool volumeID:string!""',
  Preconditions:
    'resourceVersion:string* uid:string=types.UID*',
  PreferredSchedulingTerm:
    'preference:NodeSelectorTerm!{} weight:int32!0',
  Probe:
    'exec:ExecAction~ProbeHandler failureThreshold:int32 grpc:GRPCAction~ProbeHandler httpGet:HTTPGetAction~ProbeHandler initialDelaySeconds:int32 periodSeconds:int32 successThreshold:int32 tcpSocket:TCPSocketAction~ProbeHandler terminationGracePeriodSeconds:int64* timeoutSeconds:int32',
  ProjectedVolumeSource:
    'defaultMode:int32* defaultUser:int64 sources:[]VolumeProjection',
  QuobyteVolumeSource:
    'group:string readOnly:bool registry:string!"" tenant:string user:string volume:string!""',
  RBDVolumeSource:
    'fsType:string* image:string!"" keyring:string monitors:[]string pool:string readOnly:bool secretRef:LocalObjectReference user:string',
  ReplicationController:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:ReplicationControllerSpec!{} status:ReplicationControllerStatus!{}',
  ReplicationControllerCondition:
    'lastTransitionTime:Time message:string reason:string status:string!"" type:string!""',
  ReplicationControllerSpec:
    'minReadySeconds:int32!0 replicas:int32* selector:{}string template:PodTemplateSpec',
  ReplicationControllerStatus:
    'availableReplicas:int32 conditions:[]ReplicationControllerCondition@type fullyLabeledReplicas:int32 observedGeneration:int64 readyReplicas:int32 replicas:int32*!0',
  ResourceClaim:
    'name:string!"" request:string',
  ResourceFieldSelector:
    'containerName:string divisor:Quantity!"0" resource:string!""',
  ResourceHealth:
    'health:string message:string resourceID:string!""',
  ResourceRequirements:
    'claims:[]ResourceClaim limits:{}Quantity requests:{}Quantity',
  ResourceStatus:
    'name:string!"" resources:[]ResourceHealth',
  SELinuxOptions:
    'level:string role:string type:string user:string',
  ScaleIOVolumeSource:
    'fsType:string* gateway:string!"" protectionDomain:string readOnly:bool secretRef:LocalObjectReference sslEnabled:bool storageMode:string storagePool:string system:string!"" volumeName:string',
  SeccompProfile:
    'localhostProfile:string* type:string=v1.SeccompProfileType!""',
  Secret:
    'apiVersion:string data:{}bytes immutable:bool* kind:string metadata:ObjectMeta!{} stringData:{}string type:string=v1.SecretType',
  SecretEnvSource:
    'name:string~LocalObjectReference optional:bool*',
  SecretKeySelector:
    'key:string!"" name:string~LocalObjectReference optional:bool*',
  SecretProjection:
    'items:[]KeyToPath name:string~LocalObjectReference optional:bool*',
  SecretVolumeSource:
    'defaultMode:int32* defaultUser:int64 items:[]KeyToPath optional:bool* secretName:string',
  SecurityContext:
    'allowPrivilegeEscalation:bool* appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:bool* procMount:string=v1.ProcMountType* readOnlyRootFilesystem:bool* runAsGroup:int64* runAsNonRoot:bool* runAsUser:int64* seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions*',
  Service:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:ServiceSpec!{} status:ServiceStatus!{}',
  ServiceAccount:
    'apiVersion:string automountServiceAccountToken:bool* imagePullSecrets:[]LocalObjectReference kind:string metadata:ObjectMeta!{} secrets:[]ObjectReference@name',
  ServiceAccountTokenProjection:
    'audience:string expirationSeconds:int64* path:string!"" user:int64',
  ServicePort:
    'appProtocol:string* name:string nodePort:int32 port:int32!0 protocol:string=v1.Protocol targetPort:IntOrString',
  ServiceSpec:
    'allocateLoadBalancerNodePorts:bool* clusterIP:string clusterIPs:[]string externalIPs:[]string externalName:string externalTrafficPolicy:string healthCheckNodePort:int32 internalTrafficPolicy:string* ipFamilies:[]string ipFamilyPolicy:string* loadBalancerClass:string* loadBalancerIP:string loadBalancerSourceRanges:[]string ports:[]ServicePort@port publishNotReadyAddresses:bool selector:{}string sessionAffinity:string=v1.ServiceAffinity sessionAffinityConfig:SessionAffinityConfig trafficDistribution:string* type:string=v1.ServiceType',
  ServiceStatus:
    'conditions:[]Condition@type loadBalancer:LoadBalancerStatus!{}',
  SessionAffinityConfig:
    'clientIP:ClientIPConfig',
  SleepAction:
    'seconds:int64!0',
  StorageOSVolumeSource:
    'fsType:string* readOnly:bool secretRef:LocalObjectReference volumeName:string volumeNamespace:string',
  Sysctl:
    'name:string!"" value:string!""',
  TCPSocketAction:
    'host:string port:IntOrString!0',
  Taint:
    'effect:string=v1.TaintEffect!"" key:string!"" timeAdded:Time value:string',
  TokenRequest:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:TokenRequestSpec!{} status:TokenRequestStatus!{}',
  TokenRequestSpec:
    'attestations:{}[]string audiences:[]string boundObjectRef:BoundObjectReference expirationSeconds:int64*',
  TokenRequestStatus:
    'expirationTimestamp:Time token:string!""',
  Toleration:
    'effect:string=v1.TaintEffect key:string operator:string=v1.TolerationOperator tolerationSeconds:int64* value:string',
  TopologySpreadConstraint:
    'labelSelector:LabelSelector matchLabelKeys:[]string maxSkew:int32!0 minDomains:int32* nodeAffinityPolicy:string* nodeTaintsPolicy:string* topologyKey:string!"" whenUnsatisfiable:string=v1.UnsatisfiableConstraintAction!""',
  TypedLocalObjectReference:
    'apiGroup:string* kind:string!"" name:string!""',
  TypedObjectReference:
    'apiGroup:string* kind:string!"" name:string!"" namespace:string',
  Volume:
    'awsElasticBlockStore:AWSElasticBlockStoreVolumeSource~VolumeSource azureDisk:AzureDiskVolumeSource~VolumeSource azureFile:AzureFileVolumeSource~VolumeSource cephfs:CephFSVolumeSource~VolumeSource cinder:CinderVolumeSource~VolumeSource configMap:ConfigMapVolumeSource~VolumeSource csi:CSIVolumeSource~VolumeSource downwardAPI:DownwardAPIVolumeSource~VolumeSource emptyDir:EmptyDirVolumeSource~VolumeSource ephemeral:EphemeralVolumeSource~VolumeSource fc:FCVolumeSource~VolumeSource flexVolume:FlexVolumeSource~VolumeSource flocker:FlockerVolumeSource~VolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource~VolumeSource gitRepo:GitRepoVolumeSource~VolumeSource glusterfs:GlusterfsVolumeSource~VolumeSource hostPath:HostPathVolumeSource~VolumeSource image:ImageVolumeSource~VolumeSource iscsi:ISCSIVolumeSource~VolumeSource name:string!"" nfs:NFSVolumeSource~VolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource~VolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource~VolumeSource portworxVolume:PortworxVolumeSource~VolumeSource projected:ProjectedVolumeSource~VolumeSource quobyte:QuobyteVolumeSource~VolumeSource rbd:RBDVolumeSource~VolumeSource scaleIO:ScaleIOVolumeSource~VolumeSource secret:SecretVolumeSource~VolumeSource storageos:StorageOSVolumeSource~VolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource~VolumeSource',
  VolumeDevice:
    'devicePath:string!"" name:string!""',
  VolumeHealthCondition:
    'message:string reason:string!"" status:string!""',
  VolumeHealthStatus:
    'healthConditions:[]VolumeHealthCondition@status lastTransitionTime:Time',
  VolumeMount:
    'bindMountOptions:[]string mountPath:string!"" mountPropagation:string=v1.MountPropagationMode* name:string!"" readOnly:bool recursiveReadOnly:string=v1.RecursiveReadOnlyMode* subPath:string subPathExpr:string',
  VolumeMountStatus:
    'mountPath:string!"" name:string!"" readOnly:bool recursiveReadOnly:string* volumeStatus:VolumeStatus',
  VolumeProjection:
    'clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection',
  VolumeResourceRequirements:
    'limits:{}Quantity requests:{}Quantity',
  VolumeStatus:
    'image:ImageVolumeStatus',
  VsphereVirtualDiskVolumeSource:
    'fsType:string* storagePolicyID:string storagePolicyName:string volumePath:string!""',
  WeightedPodAffinityTerm:
    'podAffinityTerm:PodAffinityTerm!{} weight:int32!0',
  WindowsSecurityContextOptions:
    'gmsaCredentialSpec:string* gmsaCredentialSpecName:string* hostProcess:bool* runAsUserName:string*',
} as const;
