/** The agenda is a total order of time and serial, and refuses the past. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addEntry, createAgenda, nextEntry, takeEntry, type Agenda } from './agenda.ts';

const add = (agenda: Agenda, at: number, kind = 'entry'): number =>
  addEntry(agenda, { at, owner: 'test', kind, payload: at, causes: [] });

function takeAll(agenda: Agenda): { at: number; serial: number }[] {
  const taken = [];
  for (let entry = takeEntry(agenda); entry; entry = takeEntry(agenda))
    taken.push({ at: entry.at, serial: entry.serial });
  return taken;
}

describe('the agenda', () => {
  test('entries at the same instant come in the order in which they were added', () => {
    const agenda = createAgenda();
    for (const kind of ['first', 'second', 'third']) add(agenda, 5, kind);
    expect([takeEntry(agenda)?.kind, takeEntry(agenda)?.kind, takeEntry(agenda)?.kind]).toEqual([
      'first',
      'second',
      'third',
    ]);
  });

  test('looking at the next entry leaves it there', () => {
    const agenda = createAgenda();
    add(agenda, 3);
    expect(nextEntry(agenda)).toBe(nextEntry(agenda));
    expect(takeAll(agenda)).toHaveLength(1);
    expect(nextEntry(agenda)).toBeUndefined();
  });

  test('an entry in the past is refused', () => {
    const agenda = createAgenda();
    add(agenda, 10);
    takeEntry(agenda);
    expect(() => add(agenda, 9)).toThrow('entry in the past: test entry 9');
  });

  test('an entry between two milliseconds is refused', () => {
    expect(() => add(createAgenda(), 1.5)).toThrow('whole millisecond');
  });

  test('whatever is added comes out by time, then serial', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 300 }), (instants) => {
        const agenda = createAgenda();
        for (const at of instants) add(agenda, at);
        const taken = takeAll(agenda);
        expect(taken).toEqual(taken.toSorted((a, b) => a.at - b.at || a.serial - b.serial));
        expect(taken).toHaveLength(instants.length);
      }),
    );
  });

  test('entries added while others are taken never come late', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.nat(50)), { minLength: 1, maxLength: 200 }), (plan) => {
        const agenda = createAgenda();
        let now = 0;
        for (const [first, delay] of plan) {
          add(agenda, now + first);
          const entry = takeEntry(agenda);
          expect(entry?.at ?? 0).toBeGreaterThanOrEqual(now);
          now = entry?.at ?? now;
          add(agenda, now + delay);
        }
      }),
    );
  });
});
