/** Structs of kinds outside the core group, in the form of the reduced document. */

export const otherStructs = {
  CronJob: 'apiVersion:string kind:string metadata:ObjectMeta!{} spec:CronJobSpec!{} status:CronJobStatus!{}',
  CronJobSpec:
    'concurrencyPolicy:string failedJobsHistoryLimit:int32* jobTemplate:JobTemplateSpec!{} schedule:string!"" startingDeadlineSeconds:int64* successfulJobsHistoryLimit:int32* suspend:bool* timeZone:string*',
  CronJobStatus: 'active:[]ObjectReference lastScheduleTime:Time lastSuccessfulTime:Time',
  Deployment: 'apiVersion:string kind:string metadata:ObjectMeta!{} spec:DeploymentSpec!{} status:DeploymentStatus!{}',
  DeploymentCondition:
    'lastTransitionTime:Time lastUpdateTime:Time message:string reason:string status:string!"" type:string!""',
  DeploymentSpec:
    'minReadySeconds:int32 paused:bool progressDeadlineSeconds:int32* replicas:int32* revisionHistoryLimit:int32* selector:LabelSelector strategy:DeploymentStrategy!{}^ template:PodTemplateSpec!{}',
  DeploymentStatus:
    'availableReplicas:int32 collisionCount:int32* conditions:[]DeploymentCondition@type observedGeneration:int64 readyReplicas:int32 replicas:int32 terminatingReplicas:int32* unavailableReplicas:int32 updatedReplicas:int32',
  DeploymentStrategy: 'rollingUpdate:RollingUpdateDeployment type:string=v1.DeploymentStrategyType',
  Job: 'apiVersion:string kind:string metadata:ObjectMeta!{} spec:JobSpec!{} status:JobStatus!{}',
  JobCondition:
    'lastProbeTime:Time lastTransitionTime:Time message:string reason:string status:string!"" type:string!""',
  JobSpec:
    'activeDeadlineSeconds:int64* backoffLimit:int32* backoffLimitPerIndex:int32* completionMode:string=v1.CompletionMode* completions:int32* managedBy:string* manualSelector:bool* maxFailedIndexes:int32* parallelism:int32* podFailurePolicy:PodFailurePolicy podReplacementPolicy:string=v1.PodReplacementPolicy* selector:LabelSelector successPolicy:SuccessPolicy suspend:bool* template:PodTemplateSpec!{} ttlSecondsAfterFinished:int32*',
  JobStatus:
    'active:int32 completedIndexes:string completionTime:Time conditions:[]JobCondition@type failed:int32 failedIndexes:string* ready:int32* startTime:Time succeeded:int32 terminating:int32* uncountedTerminatedPods:UncountedTerminatedPods',
  JobTemplateSpec: 'metadata:ObjectMeta!{} spec:JobSpec!{}',
  PodFailurePolicy: 'rules:[]PodFailurePolicyRule',
  PodFailurePolicyOnExitCodesRequirement: 'containerName:string* operator:string!"" values:[]int32',
  PodFailurePolicyOnPodConditionsPattern: 'status:string!"" type:string!""',
  PodFailurePolicyRule:
    'action:string!"" onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[]PodFailurePolicyOnPodConditionsPattern',
  PriorityClass:
    'apiVersion:string description:string globalDefault:bool kind:string metadata:ObjectMeta!{} preemptionPolicy:string=v1.PreemptionPolicy* value:int32!0',
  ReplicaSet: 'apiVersion:string kind:string metadata:ObjectMeta!{} spec:ReplicaSetSpec!{} status:ReplicaSetStatus!{}',
  ReplicaSetCondition: 'lastTransitionTime:Time message:string reason:string status:string!"" type:string!""',
  ReplicaSetSpec: 'minReadySeconds:int32 replicas:int32* selector:LabelSelector template:PodTemplateSpec!{}',
  ReplicaSetStatus:
    'availableReplicas:int32 conditions:[]ReplicaSetCondition@type fullyLabeledReplicas:int32 observedGeneration:int64 readyReplicas:int32 replicas:int32!0 terminatingReplicas:int32*',
  RollingUpdateDeployment: 'maxSurge:IntOrString* maxUnavailable:IntOrString*',
  Scale: 'apiVersion:string kind:string metadata:ObjectMeta!{} spec:ScaleSpec!{} status:ScaleStatus!{}',
  ScaleSpec: 'replicas:int32',
  ScaleStatus: 'replicas:int32!0 selector:string',
  SuccessPolicy: 'rules:[]SuccessPolicyRule',
  SuccessPolicyRule: 'succeededCount:int32* succeededIndexes:string*',
  UncountedTerminatedPods: 'failed:[]string succeeded:[]string',
} as const;
