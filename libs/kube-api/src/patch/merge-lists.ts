/** Merging lists of a strategic merge patch: by merge key or as sets, and the order of the result. */
import { unclassifiedFailure } from '../meta-v1/status.ts';
import { goPrint } from '../text/go-text.ts';
import { isPlainObject, type PlainObject } from './plain-object.ts';

export interface ListRule {
  /** Empty for lists of plain values. */
  readonly mergeKey: string;
  readonly mergeItems: (before: PlainObject, after: PlainObject) => PlainObject;
  readonly stripItem: (item: unknown) => unknown;
  /** `$setElementOrder`, where the patch has it. */
  readonly order?: readonly unknown[];
}

type List = readonly unknown[];

/**
 * The merged list. Items of the patch keep their order, items that only the object has are fitted in by their old order;
 * new items come first unless the patch says otherwise.
 * @source kube-apiserver v1.37 apimachinery/pkg/util/strategicpatch: mergeSlice, normalizeElementOrder
 */
export function mergeLists(original: List, patch: List, rule: ListRule): List {
  const idOf = (item: unknown): unknown => identityOf(item, rule.mergeKey);
  if (patch.some((item) => isPlainObject(item) && item['$patch'] === 'replace' && isDirectiveOnly(item)))
    return patch.filter((item) => !(isPlainObject(item) && isDirectiveOnly(item))).map(rule.stripItem);
  const deleted = new Set(patch.filter((item) => directiveOf(item) === 'delete').map(idOf));
  const changes = patch.filter((item) => directiveOf(item) !== 'delete');
  const kept = original.filter((item) => !deleted.has(idOf(item)));
  const merged = mergeByIdentity(kept, changes, { rule, idOf });
  return arrange(merged, { first: (rule.order ?? changes).map(idOf), before: original.map(idOf) });
}

const directiveOf = (item: unknown): unknown => (isPlainObject(item) ? item['$patch'] : undefined);
const isDirectiveOnly = (item: PlainObject): boolean => Object.keys(item).length === 1 && '$patch' in item;

function identityOf(item: unknown, mergeKey: string): unknown {
  if (mergeKey === '' || !isPlainObject(item)) return item;
  const id = item[mergeKey];
  if (id === undefined)
    throw unclassifiedFailure(`map: ${goPrint(item)} does not contain declared merge key: ${mergeKey}`);
  return typeof id === 'number' ? String(id) : id;
}

interface Identified {
  readonly rule: ListRule;
  readonly idOf: (item: unknown) => unknown;
}

function mergeByIdentity(original: List, changes: List, { rule, idOf }: Identified): Map<unknown, unknown> {
  const merged = new Map(original.map((item) => [idOf(item), item]));
  for (const change of changes) {
    const id = idOf(change);
    const before = merged.get(id);
    merged.set(
      id,
      isPlainObject(before) && isPlainObject(change) ? rule.mergeItems(before, change) : rule.stripItem(change),
    );
  }
  return merged;
}

interface Arrangement {
  /** Identities in the order that the patch wants. */
  readonly first: List;
  /** Identities in the order of the object. */
  readonly before: List;
}

/** Inserts what only the object has before the first item of the patch that followed it in the object. */
function arrange(merged: ReadonlyMap<unknown, unknown>, { first, before }: Arrangement): List {
  const wanted = new Set(first.filter((id) => merged.has(id)));
  const rest = [...merged.keys()].filter((id) => !wanted.has(id));
  const places = new Map(before.map((id, place) => [id, place]));
  const result: unknown[] = [];
  let next = 0;
  for (const id of wanted) {
    const place = places.get(id) ?? -1;
    while (next < rest.length && (places.get(rest[next]) ?? place) < place) result.push(merged.get(rest[next++]));
    result.push(merged.get(id));
  }
  return [...result, ...rest.slice(next).map((id) => merged.get(id))];
}
