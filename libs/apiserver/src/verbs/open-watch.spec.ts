/** Opening watches. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, messageOf } from '../../test/host.ts';

const open = (query: Readonly<Record<string, string>>, path: string = PODS) =>
  ask(createHost(), 'GET', path, { query: { watch: 'true', ...query } });

describe('a watch', () => {
  it('is data', () => {
    expect(
      open({ resourceVersion: '5', timeoutSeconds: '9', labelSelector: 'a=1', allowWatchBookmarks: 'true' }).watch,
    ).toEqual({
      resource: 'pods',
      namespace: 'default',
      after: 5,
      labelSelector: 'a=1',
      asTable: false,
      bookmarks: true,
      timeoutSeconds: 9,
    });
  });

  it('without a version begins with what exists', () => {
    expect([open({}).watch?.initial, open({ resourceVersion: '0', allowWatchBookmarks: '1' }).watch?.initial]).toEqual([
      'objects',
      'objects-and-bookmark',
    ]);
    expect(open({ sendInitialEvents: 'false', resourceVersionMatch: 'NotOlderThan' }).watch?.initial).toBeUndefined();
  });

  it('has an old form of its path', () => {
    expect(ask(createHost(), 'GET', '/api/v1/watch/namespaces/default/pods/p').watch).toMatchObject({
      resource: 'pods',
      name: 'p',
    });
  });

  it.each([
    [
      { sendInitialEvents: 'true' },
      422,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    ],
    [{ fieldSelector: 'bogus=1' }, 400, 'field label not supported: bogus'],
    [
      { resourceVersion: 'x' },
      500,
      'resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
    ],
  ])('with %j is refused', (query, code, message) => {
    const response = open(query);
    expect([response.code, messageOf(response)]).toEqual([code, message]);
  });
});
