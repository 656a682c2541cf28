/** Delete a collection: every object that the selectors choose, each with the same options. */
import type { Call } from '../call.ts';
import { readDeleteOptions } from '../delete-options.ts';
import { deleteStored } from './delete.ts';
import { listSelected, type ObjectList } from './read.ts';

/** Returns the list of what was deleted. */
export function deleteCollection(call: Call): ObjectList {
  const options = readDeleteOptions(call.request);
  const { metadata, items } = listSelected(call);
  return { metadata, items: items.map((object) => deleteStored(call, object, options)) };
}
