/** The version options of lists and watches, and which of them go together. */
import { badRequest, forbiddenField, invalidOptions, notSupported, type FieldError } from '#kube-api';

type Query = Readonly<Record<string, string>>;

/**
 * Checks `resourceVersion` and `resourceVersionMatch` of a list. Throws a 422 for a combination and a 400 for text that is no
 * version.
 * @source kube-apiserver v1.37 apimachinery/pkg/apis/meta/internalversion/validation: ValidateListOptions
 */
export function checkListOptions(query: Query): void {
  const { resourceVersion = '', resourceVersionMatch, sendInitialEvents } = query;
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined)
    errors.push(forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  if (resourceVersionMatch) errors.push(...checkMatch(resourceVersion, resourceVersionMatch));
  if (errors.length > 0) throw invalidOptions('ListOptions', errors);
  if (!/^\d*$/.test(resourceVersion)) throw badRequest(`invalid resource version: ${notAVersion(resourceVersion)}`);
}

function checkMatch(resourceVersion: string, match: string): readonly FieldError[] {
  const at = 'resourceVersionMatch';
  if (resourceVersion === '')
    return [forbiddenField(at, 'resourceVersionMatch is forbidden unless resourceVersion is provided')];
  if (match !== 'Exact' && match !== 'NotOlderThan') return [notSupported(at, match, ['Exact', 'NotOlderThan', ''])];
  if (match !== 'Exact' || resourceVersion !== '0') return [];
  return [forbiddenField(at, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')];
}

/** The words for a text that is no version. */
export const notAVersion = (text: string): string =>
  `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`;
