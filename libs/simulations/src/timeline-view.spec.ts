/** Filter, page and shape of timeline entries. */
import { describe, expect, test } from '@jest/globals';
import { createTimeline, type TimelineEntry } from '#kernel';
import { readPage, testOf, viewEntry } from './timeline-view.ts';

const entry = (seq: number, type: string, subject: string, data: unknown = {}): TimelineEntry => ({
  seq,
  at: seq * 10,
  type,
  subject,
  causes: [],
  data,
});

const entries = [
  entry(1, 'node.added', 'node/node-1'),
  entry(2, 'pod.added', 'pod/default/web'),
  entry(3, 'event.added', 'pod/default/web'),
  entry(4, 'runtime.StartContainer', 'pod/team/web/main'),
  entry(5, 'namespace.added', 'namespace/team'),
];

const timeline = { ...createTimeline(100), entries };

describe('the filter of a timeline', () => {
  test.each([
    [{ type: 'pod.added' }, [2]],
    [{ type: 'pod.*,event.added' }, [2, 3]],
    [{ pod: 'web' }, [2, 3, 4]],
    [{ pod: 'team/web' }, [4]],
    [{ namespace: 'team' }, [4, 5]],
    [{ namespace: 'default', type: 'event.*' }, [3]],
    [{}, [1, 2, 3, 4, 5]],
  ])('%j lets %j through', (filter, expected) => {
    expect(entries.filter(testOf(filter)).map(({ seq }) => seq)).toEqual(expected);
  });
});

describe('a page of a timeline', () => {
  const all = { test: () => true, limit: 100 };

  test('says where to go on, beyond what did not pass', () => {
    expect(readPage(timeline, 0, { ...all, test: testOf({ type: 'pod.*' }) })).toMatchObject({ next: 5 });
    expect(readPage(timeline, 1, { ...all, limit: 2 }).entries.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(readPage(timeline, 1, { ...all, looks: 1 }).next).toBe(2);
  });

  test('begins with the oldest entry that is kept', () => {
    const trimmed = { ...timeline, base: 10, entries: entries.map((one) => ({ ...one, seq: one.seq + 10 })) };
    expect(readPage(trimmed, 3, all).entries[0]?.seq).toBe(11);
    expect(readPage(trimmed, 99, all)).toEqual({ entries: [], next: 15 });
  });
});

test('the write of an object is shown without the version before', () => {
  const write = { type: 'MODIFIED', resource: 'pods', object: { kind: 'Pod' }, previous: { kind: 'Pod' } };
  expect(viewEntry(entry(1, 'pod.modified', 'pod/default/web', write)).data).toEqual({
    type: 'MODIFIED',
    resource: 'pods',
    object: { kind: 'Pod' },
  });
});
