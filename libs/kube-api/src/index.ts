/** Public face of the API types: what objects look like, their defaults, validation and texts. */
export type * from './apps-v1/workloads.ts';
export type * from './authorization-v1/reviews.ts';
export type * from './autoscaling-v1/scale.ts';
export type * from './batch-v1/jobs.ts';
export type * from './core-v1/container.ts';
export type * from './core-v1/event.ts';
export type * from './core-v1/node.ts';
export type * from './core-v1/objects.ts';
export type * from './core-v1/pod.ts';
export type * from './core-v1/probe.ts';
export type * from './core-v1/services.ts';
export type * from './discovery-v1/endpoint-slices.ts';
export type * from './core-v1/storage.ts';
export * from './policy-v1/disruption-budget.ts';
export type * from './coordination-v1/lease.ts';
export type * from './apps-v1/sets.ts';
export type * from './meta-v1/object-meta.ts';
export { dumpTemplate } from './go-dump/go-dump.ts';
export { pullPolicyOf } from './core-v1/container-defaults.ts';
export { taintNewNode } from './core-v1/node-defaults.ts';
export { podField, resourceField, type FieldPlace, type ResourceField } from './core-v1/downward-fields.ts';
export { isPodReady, isSidecar, isTerminalPhase } from './core-v1/pod-facts.ts';
export { defaultPod } from './core-v1/pod-defaults.ts';
export { hasNodePorts, HEADLESS } from './core-v1/service-defaults.ts';
export { qosClassOf } from './core-v1/qos.ts';
export { isTolerated, tolerates } from './core-v1/tolerations.ts';
export { validateEphemeralUpdate } from './core-v1/validation/ephemeral-update.ts';
export { validatePod } from './core-v1/validation/pod.ts';
export { validateResize } from './core-v1/validation/resize-update.ts';
export { selectorText } from './tables/workload-tables.ts';
export { apiVersionOf } from './meta-v1/api-version.ts';
export { findCondition, isConditionTrue } from './meta-v1/conditions.ts';
export { humanDuration } from './meta-v1/duration.ts';
export {
  duplicate,
  forbiddenField,
  invalid,
  invalidAll,
  notFoundField,
  notSupported,
  required as requiredField,
  tooLong,
  tooMany,
  type FieldError,
  type FieldReason,
} from './meta-v1/field-error.ts';
export {
  checkConfigKey,
  checkEnvVarName,
  checkLabelName,
  checkLabelValue,
  checkQualifiedName,
  checkSubdomain,
  isIP,
} from './meta-v1/names.ts';
export {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  milliValue,
  parseQuantity,
  quantityValue,
  readQuantity,
  type Quantity,
} from './meta-v1/quantity.ts';
export {
  StatusError,
  alreadyExists,
  badRequest,
  conflict,
  failure,
  forbidden,
  internalError,
  invalidObject,
  invalidOptions,
  isAlreadyExists,
  isConflict,
  isInvalid,
  isNotFound,
  methodNotAllowed,
  modified,
  notFound,
  resourceNotFound,
  success,
  unclassifiedFailure,
  type InvalidObject,
  type NamedResource,
  type Status,
  type StatusCause,
  type StatusDetails,
  type StatusReason,
} from './meta-v1/status.ts';
export { formatMicroTime, formatTime, parseTime } from './meta-v1/time.ts';
export { findResourceType, isServedVersion, resourceTypeOf, resourceTypes } from './resources/resource-table.ts';
export {
  allVerbs,
  defineResource,
  type ResourceRow,
  type ResourceType,
  type SelectableFields,
  type SubresourceType,
  type Verb,
} from './resources/resource-type.ts';
export { matchesFields, parseFieldSelector, type FieldRequirement } from './selectors/field-selector.ts';
export {
  matchesExpressions,
  matchesLabelSelector,
  matchesRequirements,
  parseLabelSelector,
  type LabelRequirement,
  type Labels,
} from './selectors/label-selector.ts';
export { ageCell, podRow, podRowConditions, type RowCondition } from './tables/pod-row.ts';
export { partialObject, tableOf, type IncludeObject, type TableOptions, type TableType } from './tables/table.ts';
export type { ColumnDefinition } from './tables/columns.ts';
export { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './text/base64.ts';
export { goPrint, goQuote } from './text/go-text.ts';
export {
  fieldChanges,
  findConflicts,
  mergeApplied,
  type Applying,
  type Conflict,
  type Ownership,
} from './managed-fields/apply.ts';
export { isPlain } from './schema/plain.ts';
export {
  fieldsOf,
  pathKey,
  pathText,
  setOf,
  treeOf,
  union,
  without,
  type FieldSet,
} from './managed-fields/field-set.ts';
export { valueAt } from './managed-fields/field-values.ts';
export { schemasOf, type GroupVersionKind } from './openapi/schemas.ts';
export { applyPatch, type Patching } from './patch/apply-patch.ts';
export { decodeProtobuf, type ProtobufBody, type ProtobufProblem } from './protobuf/decode-protobuf.ts';
export {
  cannotHandle,
  decodeObject,
  summarizeBody,
  summarizeBytes,
  unreadableAs,
  unrecognized,
  type DecodedObject,
  type ExpectedKind,
} from './schema/decode-object.ts';
export { parseManifests, type ManifestResult } from './text/manifests.ts';
export { parseBody, type ParsedBody } from './text/parse-body.ts';
export { minorVersions } from './versions/minor-versions.ts';
export { gateNames, type FeatureGates, type GateName, type GateOverrides } from './versions/feature-gates.ts';
export { behaviorOf, parseVersion, VERSION_MESSAGE, type KubernetesBehavior } from './versions/kubernetes-versions.ts';
export { exceedsDepth, parseYaml, type TextPosition, type YamlDocument, type YamlResult } from './text/yaml-text.ts';
