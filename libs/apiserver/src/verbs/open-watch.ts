/** Opening a watch: what its options mean, and from where it reads. */
import { isTrue } from '../options.ts';
import { headOf } from '#kernel';
import { forbiddenField, invalidOptions, unclassifiedFailure } from '#kube-api';
import type { Call } from '../call.ts';
import { notAVersion } from '../list-options.ts';
import type { Negotiated } from '../negotiate.ts';
import { selectorOf } from '../object-selector.ts';
import type { ApiResponse, Watch } from '../request.ts';
import { includeObjectOf } from '../respond.ts';
import { integerParameter } from './read.ts';

type Query = Readonly<Record<string, string>>;

/**
 * The watch as data; `watchFrames` reads it. Throws a 400 for selectors, a 422 for options that do not go together.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers: ListResource
 */
export function openWatch(call: Call, { form }: Negotiated): ApiResponse {
  const { route, type, request, host } = call;
  const query = request.query ?? {};
  checkOptions(query);
  selectorOf(type, query);
  const { labelSelector, fieldSelector } = query;
  const timeoutSeconds = integerParameter(query, 'timeoutSeconds');
  const initial = initialOf(query);
  const watch: Watch = {
    resource: type.resource,
    ...(route.namespace !== undefined && { namespace: route.namespace }),
    ...(route.name !== undefined && { name: route.name }),
    after: initial === undefined ? versionOf(query, headOf(host.timeline)) : headOf(host.timeline),
    ...(labelSelector && { labelSelector }),
    ...(fieldSelector && { fieldSelector }),
    asTable: form === 'Table',
    ...((form === 'PartialObjectMetadata' || form === 'PartialObjectMetadataList') && { asMetadata: true }),
    ...(form === 'Table' && { includeObject: includeObjectOf(query) }),
    bookmarks: isTrue(query['allowWatchBookmarks']),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(initial && { initial }),
  };
  return { code: 200, body: undefined, watch };
}

const startsAnywhere = ({ resourceVersion }: Query): boolean => !resourceVersion || resourceVersion === '0';

function checkOptions(query: Query): void {
  const { sendInitialEvents, resourceVersionMatch } = query;
  if (sendInitialEvents === undefined || resourceVersionMatch === 'NotOlderThan') return;
  const detail = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
  throw invalidOptions('ListOptions', [forbiddenField('resourceVersionMatch', detail)]);
}

/** Existing objects come first when the client asks for them, or names no version to start from. */
function initialOf(query: Query): Watch['initial'] {
  const { sendInitialEvents } = query;
  if (sendInitialEvents === 'false') return undefined;
  if (!isTrue(sendInitialEvents) && !startsAnywhere(query)) return undefined;
  return isTrue(query['allowWatchBookmarks']) ? 'objects-and-bookmark' : 'objects';
}

function versionOf(query: Query, head: number): number {
  const { resourceVersion } = query;
  if (startsAnywhere(query) || resourceVersion === undefined) return head;
  if (!/^\d+$/.test(resourceVersion)) throw unclassifiedFailure(notAVersion(resourceVersion));
  return Number(resourceVersion);
}
