/** Visits, and the timer they need. */
import { describe, expect, test } from '@jest/globals';
import { FakeWallClock } from '../test/fake-wall-clock.ts';
import { Pacer } from './pacer.ts';

function paced(): { wall: FakeWallClock; pacer: Pacer; visits: string[] } {
  const wall = new FakeWallClock();
  const visits: string[] = [];
  return { wall, visits, pacer: new Pacer(wall, (id) => visits.push(`${wall.now()} ${id}`)) };
}

describe('the pacer', () => {
  test('visits simulations when they are due, with one timer for all', () => {
    const { wall, pacer, visits } = paced();
    pacer.plan('b', 20);
    pacer.plan('a', 10);
    pacer.plan('c', 30);
    expect(wall.timers).toBe(1);
    wall.pass(25);
    expect(visits).toEqual(['10 a', '20 b']);
    expect(wall.timers).toBe(1);
  });

  test('owns no timer when nothing is due', () => {
    const { wall, pacer } = paced();
    pacer.plan('a', 10);
    pacer.plan('a', undefined);
    expect(pacer.isArmed).toBe(false);
    expect(wall.timers).toBe(0);
    pacer.plan('a', 10);
    wall.pass(10);
    expect(wall.timers).toBe(0);
  });

  test('a simulation that is moved to later is not visited early', () => {
    const { wall, pacer, visits } = paced();
    pacer.plan('a', 10);
    pacer.plan('a', 50);
    wall.pass(40);
    expect(visits).toEqual([]);
    wall.pass(10);
    expect(visits).toEqual(['50 a']);
  });

  test('planning the same simulation again and again does not ask for a timer each time', () => {
    const { wall, pacer } = paced();
    for (let at = 10; at < 1000; at++) pacer.plan('a', at);
    expect(wall.asked).toBe(1);
  });

  test('a visit may plan the next one', () => {
    const wall = new FakeWallClock();
    let visits = 0;
    const pacer: Pacer = new Pacer(wall, (id) => {
      visits += 1;
      pacer.plan(id, wall.now() + 10);
    });
    pacer.plan('a', 10);
    wall.pass(95);
    expect(visits).toBe(9);
  });
});
