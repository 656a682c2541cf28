/** The structure of further kinds, printed by .ci/protobuf/structs from k8s.io/api v0.37.2 (Apache-2.0); not edited by hand. */

export const furtherStructs = {
  AzureFilePersistentVolumeSource:
    'readOnly:bool secretName:string!"" secretNamespace:string* shareName:string!""',
  CSIPersistentVolumeSource:
    'controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver:string!"" fsType:string nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:bool volumeAttributes:{}string volumeHandle:string!""',
  CephFSPersistentVolumeSource:
    'monitors:[]string path:string readOnly:bool secretFile:string secretRef:SecretReference user:string',
  CinderPersistentVolumeSource:
    'fsType:string readOnly:bool secretRef:SecretReference volumeID:string!""',
  ControllerRevision:
    'apiVersion:string data:any kind:string metadata:ObjectMeta!{} revision:int64!0',
  DaemonSet:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:DaemonSetSpec!{} status:DaemonSetStatus!{}',
  DaemonSetCondition:
    'lastTransitionTime:Time message:string reason:string status:string=v1.ConditionStatus!"" type:string=v1.DaemonSetConditionType!""',
  DaemonSetSpec:
    'minReadySeconds:int32 revisionHistoryLimit:int32* selector:LabelSelector template:PodTemplateSpec!{} updateStrategy:DaemonSetUpdateStrategy!{}',
  DaemonSetStatus:
    'collisionCount:int32* conditions:[]DaemonSetCondition@type currentNumberScheduled:int32!0 desiredNumberScheduled:int32!0 numberAvailable:int32 numberMisscheduled:int32!0 numberReady:int32!0 numberUnavailable:int32 observedGeneration:int64 updatedNumberScheduled:int32',
  DaemonSetUpdateStrategy:
    'rollingUpdate:RollingUpdateDaemonSet type:string=v1.DaemonSetUpdateStrategyType',
  Endpoint:
    'addresses:[]string conditions:EndpointConditions!{} deprecatedTopology:{}string hints:EndpointHints hostname:string* nodeName:string* targetRef:ObjectReference zone:string*',
  EndpointConditions:
    'ready:bool* serving:bool* terminating:bool*',
  EndpointHints:
    'forNodes:[]ForNode forZones:[]ForZone',
  EndpointSlice:
    'addressType:string=v1.AddressType!"" apiVersion:string endpoints:[]Endpoint kind:string metadata:ObjectMeta!{} ports:[]EndpointPort',
  FieldSelectorAttributes:
    'rawSelector:string requirements:[]FieldSelectorRequirement',
  FieldSelectorRequirement:
    'key:string!"" operator:string=v1.FieldSelectorOperator!"" values:[]string',
  FlexPersistentVolumeSource:
    'driver:string!"" fsType:string options:{}string readOnly:bool secretRef:SecretReference',
  ForNode:
    'name:string!""',
  ForZone:
    'name:string!""',
  GlusterfsPersistentVolumeSource:
    'endpoints:string!"" endpointsNamespace:string* path:string!"" readOnly:bool',
  ISCSIPersistentVolumeSource:
    'chapAuthDiscovery:bool chapAuthSession:bool fsType:string initiatorName:string* iqn:string!"" iscsiInterface:string lun:int32!0 portals:[]string readOnly:bool secretRef:SecretReference targetPortal:string!""',
  LabelSelectorAttributes:
    'rawSelector:string requirements:[]LabelSelectorRequirement',
  Lease:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:LeaseSpec!{}',
  LeaseSpec:
    'acquireTime:MicroTime holderIdentity:string* leaseDurationSeconds:int32* leaseTransitions:int32* preferredHolder:string* renewTime:MicroTime strategy:string=v1.CoordinatedLeaseStrategy*',
  LocalSubjectAccessReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:SubjectAccessReviewSpec!{} status:SubjectAccessReviewStatus!{}',
  LocalVolumeSource:
    'fsType:string* path:string!""',
  NonResourceAttributes:
    'path:string verb:string',
  NonResourceRule:
    'nonResourceURLs:[]string verbs:[]string',
  PersistentVolume:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:PersistentVolumeSpec!{} status:PersistentVolumeStatus!{}',
  PersistentVolumeSpec:
    'accessModes:[]string awsElasticBlockStore:AWSElasticBlockStoreVolumeSource~PersistentVolumeSource azureDisk:AzureDiskVolumeSource~PersistentVolumeSource azureFile:AzureFilePersistentVolumeSource~PersistentVolumeSource capacity:{}Quantity cephfs:CephFSPersistentVolumeSource~PersistentVolumeSource cinder:CinderPersistentVolumeSource~PersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource~PersistentVolumeSource fc:FCVolumeSource~PersistentVolumeSource flexVolume:FlexPersistentVolumeSource~PersistentVolumeSource flocker:FlockerVolumeSource~PersistentVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource~PersistentVolumeSource glusterfs:GlusterfsPersistentVolumeSource~PersistentVolumeSource hostPath:HostPathVolumeSource~PersistentVolumeSource iscsi:ISCSIPersistentVolumeSource~PersistentVolumeSource local:LocalVolumeSource~PersistentVolumeSource mountOptions:[]string nfs:NFSVolumeSource~PersistentVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:string=v1.PersistentVolumeReclaimPolicy photonPersistentDisk:PhotonPersistentDiskVolumeSource~PersistentVolumeSource portworxVolume:PortworxVolumeSource~PersistentVolumeSource quobyte:QuobyteVolumeSource~PersistentVolumeSource rbd:RBDPersistentVolumeSource~PersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource~PersistentVolumeSource storageClassName:string storageos:StorageOSPersistentVolumeSource~PersistentVolumeSource volumeAttributesClassName:string* volumeMode:string=v1.PersistentVolumeMode* vsphereVolume:VsphereVirtualDiskVolumeSource~PersistentVolumeSource',
  PersistentVolumeStatus:
    'lastPhaseTransitionTime:Time message:string phase:string=v1.PersistentVolumePhase reason:string',
  PodDisruptionBudget:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:PodDisruptionBudgetSpec!{} status:PodDisruptionBudgetStatus!{}',
  PodDisruptionBudgetSpec:
    'maxUnavailable:IntOrString* minAvailable:IntOrString* selector:LabelSelector unhealthyPodEvictionPolicy:string=v1.UnhealthyPodEvictionPolicyType*',
  PodDisruptionBudgetStatus:
    'conditions:[]Condition@type currentHealthy:int32!0 desiredHealthy:int32!0 disruptedPods:{}Time disruptionsAllowed:int32!0 expectedPods:int32!0 observedGeneration:int64',
  RBDPersistentVolumeSource:
    'fsType:string image:string!"" keyring:string monitors:[]string pool:string readOnly:bool secretRef:SecretReference user:string',
  ResourceAttributes:
    'fieldSelector:FieldSelectorAttributes group:string labelSelector:LabelSelectorAttributes name:string namespace:string resource:string subresource:string verb:string version:string',
  ResourceRule:
    'apiGroups:[]string resourceNames:[]string resources:[]string verbs:[]string',
  RollingUpdateDaemonSet:
    'maxSurge:IntOrString* maxUnavailable:IntOrString*',
  RollingUpdateStatefulSetStrategy:
    'maxUnavailable:IntOrString* partition:int32*',
  ScaleIOPersistentVolumeSource:
    'fsType:string gateway:string!"" protectionDomain:string readOnly:bool secretRef:SecretReference sslEnabled:bool storageMode:string storagePool:string system:string!"" volumeName:string',
  SecretReference:
    'name:string namespace:string',
  SelfSubjectAccessReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:SelfSubjectAccessReviewSpec!{} status:SubjectAccessReviewStatus!{}',
  SelfSubjectAccessReviewSpec:
    'nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes',
  SelfSubjectReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} status:SelfSubjectReviewStatus!{}',
  SelfSubjectReviewStatus:
    'userInfo:UserInfo!{}',
  SelfSubjectRulesReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:SelfSubjectRulesReviewSpec!{} status:SubjectRulesReviewStatus!{}',
  SelfSubjectRulesReviewSpec:
    'namespace:string',
  StatefulSet:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:StatefulSetSpec!{} status:StatefulSetStatus!{}',
  StatefulSetCondition:
    'lastTransitionTime:Time message:string reason:string status:string=v1.ConditionStatus!"" type:string=v1.StatefulSetConditionType!""',
  StatefulSetOrdinals:
    'start:int32!0',
  StatefulSetPersistentVolumeClaimRetentionPolicy:
    'whenDeleted:string=v1.PersistentVolumeClaimRetentionPolicyType whenScaled:string=v1.PersistentVolumeClaimRetentionPolicyType',
  StatefulSetSpec:
    'minReadySeconds:int32 ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:string=v1.PodManagementPolicyType replicas:int32* revisionHistoryLimit:int32* selector:LabelSelector serviceName:string!"" template:PodTemplateSpec!{} updateStrategy:StatefulSetUpdateStrategy!{} volumeClaimTemplates:[]PersistentVolumeClaim',
  StatefulSetStatus:
    'availableReplicas:int32!0 collisionCount:int32* conditions:[]StatefulSetCondition@type currentReplicas:int32 currentRevision:string observedGeneration:int64 readyReplicas:int32 replicas:int32!0 updateRevision:string updatedReplicas:int32',
  StatefulSetUpdateStrategy:
    'rollingUpdate:RollingUpdateStatefulSetStrategy type:string=v1.StatefulSetUpdateStrategyType',
  StorageOSPersistentVolumeSource:
    'fsType:string readOnly:bool secretRef:ObjectReference volumeName:string volumeNamespace:string',
  SubjectAccessReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:SubjectAccessReviewSpec!{} status:SubjectAccessReviewStatus!{}',
  SubjectAccessReviewSpec:
    'extra:{}[]string groups:[]string nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes uid:string user:string',
  SubjectAccessReviewStatus:
    'allowed:bool!false denied:bool evaluationError:string reason:string',
  SubjectRulesReviewStatus:
    'evaluationError:string incomplete:bool!false nonResourceRules:[]NonResourceRule resourceRules:[]ResourceRule',
  TokenReview:
    'apiVersion:string kind:string metadata:ObjectMeta!{} spec:TokenReviewSpec!{} status:TokenReviewStatus!{}',
  TokenReviewSpec:
    'audiences:[]string token:string',
  TokenReviewStatus:
    'audiences:[]string authenticated:bool error:string user:UserInfo!{}',
  UserInfo:
    'extra:{}[]string groups:[]string uid:string username:string',
  VolumeNodeAffinity:
    'required:NodeSelector',
} as const;
