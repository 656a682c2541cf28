/** Validation of namespaces, nodes, config maps, secrets and plain objects. */
import { invalidAll, required, tooLong, type FieldError } from '../../meta-v1/field-error.ts';
import { utf8Length, validateMetadata } from '../../meta-v1/metadata-validation.ts';
import { checkConfigKey, checkLabelName, checkSubdomain } from '../../meta-v1/names.ts';
import type { KubeObject } from '../../meta-v1/object-meta.ts';
import type { Node } from '../node.ts';
import type { ConfigMap, Namespace, Secret } from '../objects.ts';

const DATA_LIMIT = 1_048_576;

/** Objects with nothing to check but their metadata. */
export const validatePlain = ({ metadata }: KubeObject): readonly FieldError[] =>
  validateMetadata(metadata, checkSubdomain);

/** The name of a namespace is a label, both as a name and as the value of the label that carries it. */
export const validateNamespace = ({ metadata }: Namespace): readonly FieldError[] =>
  validateMetadata(metadata, checkLabelName);

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateNode */
export function validateNode({ metadata, spec }: Node): readonly FieldError[] {
  const taints = spec.taints ?? [];
  const unnamed = taints.flatMap(({ key }, i) => (key ? [] : [required(`metadata.taints[${i}].key`)]));
  return [...validateMetadata(metadata, checkSubdomain), ...unnamed];
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateConfigMap */
export const validateConfigMap = (configMap: ConfigMap): readonly FieldError[] => [
  ...validateMetadata(configMap.metadata, checkSubdomain),
  ...validateData('data', configMap.data),
  ...validateData('binaryData', configMap.binaryData),
  ...validateSize(configMap.data, configMap.binaryData),
];

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateSecret */
export const validateSecret = (secret: Secret): readonly FieldError[] => [
  ...validateMetadata(secret.metadata, checkSubdomain),
  ...validateData('data', secret.data),
  ...validateSize(secret.data),
];

type Data = Readonly<Record<string, string>> | undefined;

const validateData = (at: string, data: Data): readonly FieldError[] =>
  Object.keys(data ?? {}).flatMap((key) => invalidAll(`${at}[${key}]`, key, checkConfigKey(key)));

function validateSize(...maps: readonly Data[]): readonly FieldError[] {
  const size = maps.flatMap((data) => Object.values(data ?? {})).reduce((sum, value) => sum + utf8Length(value), 0);
  return size > DATA_LIMIT ? [tooLong('[]', DATA_LIMIT)] : [];
}
