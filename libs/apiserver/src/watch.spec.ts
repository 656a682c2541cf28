/** Watches over the timeline. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod } from '../test/host.ts';
import type { ApiHost } from './api-host.ts';
import type { Watch, WatchFrame } from './request.ts';
import { bookmarkFrame, watchFrames } from './watch.ts';

const LABEL = { contentType: 'application/merge-patch+json' };
const open = (host: ApiHost, query: Readonly<Record<string, string>>, accept?: string): Watch => {
  const { watch } = ask(host, 'GET', PODS, { query: { watch: '1', ...query }, ...(accept && { accept }) });
  if (!watch) throw new Error('no watch');
  return watch;
};
const summary = ({ type, object }: WatchFrame): string => {
  const { metadata } = object as { readonly metadata: { readonly name?: string } }; // an object or a bookmark
  return `${type} ${metadata.name ?? '-'}`;
};
const label = (host: ApiHost, name: string, value: string | null): void =>
  void ask(host, 'PATCH', `${PODS}/${name}`, { ...LABEL, body: { metadata: { labels: { app: value } } } });

describe('a watch', () => {
  it('begins with what exists and goes on with what happens', () => {
    const host = createHost();
    createPod(host, 'a');
    const first = watchFrames(host, open(host, {}));
    createPod(host, 'b');
    const second = watchFrames(host, first.watch);
    expect([first.frames.map(summary), second.frames.map(summary), watchFrames(host, second.watch).frames]).toEqual([
      ['ADDED a'],
      ['ADDED b'],
      [],
    ]);
  });

  it('from a version on, only later changes', () => {
    const host = createHost();
    const { resourceVersion = '' } = createPod(host, 'a').metadata;
    createPod(host, 'b');
    ask(host, 'DELETE', `${PODS}/b`);
    expect(watchFrames(host, open(host, { resourceVersion })).frames.map(summary)).toEqual([
      'ADDED b',
      'MODIFIED b',
      'DELETED b',
    ]);
  });

  it('the end of the initial objects is a bookmark, where it is wanted', () => {
    const host = createHost();
    createPod(host, 'a');
    const options = { sendInitialEvents: 'true', allowWatchBookmarks: 'true', resourceVersionMatch: 'NotOlderThan' };
    const { frames } = watchFrames(host, open(host, options));
    expect(frames.map(summary)).toEqual(['ADDED a', 'BOOKMARK -']);
    expect(frames[1]?.object).toMatchObject({
      kind: 'Pod',
      metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
    });
  });

  it('an object that comes into view is added, one that leaves it deleted with its old body', () => {
    const host = createHost();
    createPod(host, 'a');
    let watch = open(host, { labelSelector: 'app=web', resourceVersion: '0' });
    const next = (): readonly WatchFrame[] => {
      const result = watchFrames(host, watch);
      watch = result.watch;
      return result.frames;
    };
    expect(next()).toEqual([]);
    label(host, 'a', 'web');
    expect(next().map(summary)).toEqual(['ADDED a']);
    label(host, 'a', 'db');
    const [deleted] = next();
    expect(deleted).toMatchObject({ type: 'DELETED', object: { metadata: { labels: { app: 'web' } } } });
    const version = String(host.timeline.base + host.timeline.entries.length);
    expect(deleted).toMatchObject({ object: { metadata: { resourceVersion: version } } });
    label(host, 'a', 'other');
    expect(next()).toEqual([]);
  });

  it('a version in the future is silent until it has passed', () => {
    const host = createHost();
    const { frames, watch } = watchFrames(host, open(host, { resourceVersion: '999999' }));
    expect([frames, watch.after]).toEqual([[], 999_999]);
  });

  it('a version that the timeline has forgotten ends the watch with a 410', () => {
    const host = createHost(10);
    const watch = open(host, { resourceVersion: '1' });
    for (let i = 0; i < 30; i++) createPod(host, `p${i}`);
    const first = watchFrames(host, watch);
    expect(first.frames).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
    expect(watchFrames(host, first.watch).frames).toEqual([]);
  });

  it('a Table has its columns in the first frame only', () => {
    const host = createHost();
    createPod(host, 'a');
    createPod(host, 'b');
    const { frames } = watchFrames(host, open(host, {}, 'application/json;as=Table;v=v1;g=meta.k8s.io'));
    const columns = frames.map(({ object }) => (object as { readonly columnDefinitions: unknown }).columnDefinitions);
    expect([Array.isArray(columns[0]), columns[1]]).toEqual([true, null]);
  });

  it('a bookmark carries the newest version', () => {
    const host = createHost();
    expect(bookmarkFrame(host, open(host, {}))).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { resourceVersion: String(host.timeline.entries.length) },
        spec: { containers: null },
        status: {},
      },
    });
  });
});
