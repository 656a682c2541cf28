/** Lists, their pages and versions. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, itemsOf, messageOf } from '../../test/host.ts';
import type { ApiHost } from '../api-host.ts';

const list = (host: ApiHost, query: Readonly<Record<string, string>>, path: string = PODS) =>
  ask(host, 'GET', path, { query });
const names = (host: ApiHost, query: Readonly<Record<string, string>>, path?: string): readonly string[] =>
  itemsOf(list(host, query, path)).map(({ metadata }) => metadata.name);
const metadataOf = (response: ReturnType<typeof list>) =>
  (
    response.body as {
      readonly metadata: {
        readonly continue?: string;
        readonly remainingItemCount?: number;
        readonly resourceVersion?: string;
      };
    }
  ).metadata;

function withPods(...pods: readonly string[]): ApiHost {
  const host = createHost();
  for (const name of pods) createPod(host, name);
  return host;
}

describe('a list', () => {
  it('is in order of names and says its version', () => {
    const host = withPods('b', 'a');
    expect(names(host, {})).toEqual(['a', 'b']);
    expect(metadataOf(list(host, {})).resourceVersion).toBe(String(host.timeline.entries.length));
  });

  it('of a missing namespace is empty', () => {
    expect(list(createHost(), {}, '/api/v1/namespaces/nons/pods')).toMatchObject({ code: 200, body: { items: [] } });
  });

  it('comes in pages of one state, whatever happens between', () => {
    const host = withPods('a', 'b', 'c');
    const first = list(host, { limit: '2' });
    expect(metadataOf(first)).toMatchObject({ remainingItemCount: 1, continue: expect.any(String) });
    ask(host, 'DELETE', `${PODS}/c`);
    createPod(host, 'd');
    const next = list(host, { limit: '2', continue: metadataOf(first).continue ?? '' });
    expect(itemsOf(next).map(({ metadata }) => metadata.name)).toEqual(['c']);
    expect(metadataOf(next)).toEqual({ resourceVersion: metadataOf(first).resourceVersion });
  });

  it('of all namespaces pages by namespace and name', () => {
    const host = withPods('a', 'b');
    const token = metadataOf(list(host, { limit: '1' }, '/api/v1/pods')).continue ?? '';
    expect(names(host, { continue: token }, '/api/v1/pods')).toEqual(['b']);
  });

  it('can be of an earlier version', () => {
    const host = withPods('a');
    const resourceVersion = String(host.timeline.entries.length);
    createPod(host, 'b');
    expect(names(host, { resourceVersion, resourceVersionMatch: 'Exact' })).toEqual(['a']);
    expect(names(host, { resourceVersion })).toEqual(['a', 'b']);
  });

  it.each([
    [{ limit: 'x' }, 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      { continue: 'bogus' },
      400,
      'invalid continue token: continue key is not valid: illegal base64 data at input byte 4',
    ],
    [{ resourceVersion: '99999999' }, 504, 'Timeout: Too large resource version: 99999999, current: 15'],
    [{ labelSelector: 'x===' }, 400, "unable to parse requirement: found '=', expected: identifier"],
  ])('with %j is refused', (query, code, message) => {
    const response = list(createHost(), query);
    expect([response.code, messageOf(response)]).toEqual([code, message]);
  });

  it('that asks for any version has no pages, nor has one with a negative limit', () => {
    const host = withPods('a', 'b');
    expect(names(host, { limit: '1', resourceVersion: '0' })).toEqual(['a', 'b']);
    expect(names(host, { limit: '-1' })).toEqual(['a', 'b']);
  });
});
