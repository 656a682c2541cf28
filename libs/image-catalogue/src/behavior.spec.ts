/** Behaviors of containers as data. */
import { describe, expect, it } from '@jest/globals';
import { annotatedBehavior, behaviorOfRun, parseAnnotation, replyAt } from './behavior.ts';

describe('the behavior of a run', () => {
  const behavior = { exitCode: 1, exitAfter: 9, runs: [{ exitAfter: 1 }, { exitAfter: 2, exitCode: 0 }] };

  it.each([
    [0, { exitAfter: 1, exitCode: 1 }],
    [1, { exitAfter: 2, exitCode: 0 }],
    [7, { exitAfter: 2, exitCode: 0 }],
  ])('number %d is what all runs share with what it changes; the last one repeats', (run, expected) => {
    expect(behaviorOfRun(behavior, run)).toEqual(expected);
  });

  it('is the same for all without runs', () => {
    expect(behaviorOfRun({ exitAfter: 3 }, 5)).toEqual({ exitAfter: 3 });
    expect(behaviorOfRun({ exitAfter: 3, runs: [] }, 5)).toEqual({ exitAfter: 3 });
  });
});

describe('the reply at an age', () => {
  const timeline = [
    { at: 1, status: 200 },
    { at: 2.5, status: 500 },
  ];

  it.each([
    [0, undefined],
    [999, undefined],
    [1000, 200],
    [2499, 200],
    [2500, 500],
    [1_000_000, 500],
  ])('of %d ms is %j: the last entry reached holds', (ageMs, status) => {
    expect(replyAt(timeline, ageMs)?.status).toBe(status);
  });
});

describe('the annotation', () => {
  const annotation = JSON.stringify({ containers: { app: { exitAfter: 1 }, '*': { exitAfter: 2 } } });

  it.each([
    ['a container by its name', annotation, 'app', { exitAfter: 1 }],
    ['all others by a star', annotation, 'log', { exitAfter: 2 }],
    ['nobody when it is absent', undefined, 'app', undefined],
    ['nobody when it is no JSON', '{', 'app', undefined],
    ['nobody when it is no object', '7', 'app', undefined],
    ['nobody when it is null', 'null', 'app', undefined],
    ['nobody when it names no containers', '{}', 'app', undefined],
    ['nobody by the name of an inherited field', '{"containers":{}}', 'constructor', undefined],
  ])('speaks to %s', (_who, text, container, expected) => {
    expect(annotatedBehavior(text, container)).toEqual(expected);
  });

  it('is read as what it is', () => {
    expect(parseAnnotation('{"containers":{"app":{}}}')).toEqual({ containers: { app: {} } });
    expect(parseAnnotation('no json')).toBeUndefined();
  });
});
