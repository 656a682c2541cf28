/** Structs of kinds outside the core group, in the form of the reduced document. */

export const otherStructs = {
  PriorityClass:
    'apiVersion:string description:string globalDefault:bool kind:string metadata:ObjectMeta!{} preemptionPolicy:string=v1.PreemptionPolicy* value:int32!0',
} as const;
