/** Conditions to run until: how they are written, and when they hold. */
import { describe, expect, test } from '@jest/globals';
import { postPod } from '../test/post-pod.ts';
import { createCluster } from './cluster.ts';
import { holds, parseCondition, type Condition } from './condition.ts';
import { createSimulation } from './simulation.ts';

const read = (text: string): Condition => {
  const parsed = parseCondition(text);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  return parsed.condition;
};

describe('a condition', () => {
  test.each([
    ['Ready', { pod: undefined, test: { kind: 'condition', type: 'Ready', status: 'True' } }],
    [
      'web Ready=False',
      { namespace: 'default', pod: 'web', test: { kind: 'condition', type: 'Ready', status: 'False' } },
    ],
    ['shop/web phase=Failed', { namespace: 'shop', pod: 'web', test: { kind: 'phase', phase: 'Failed' } }],
    ['pod/shop/web Running', { namespace: 'shop', pod: 'web', test: { kind: 'phase', phase: 'Running' } }],
    ['web restarts>=3', { pod: 'web', test: { kind: 'restarts', least: 3 } }],
    ['web deleted', { pod: 'web', test: { kind: 'deleted' } }],
    ['event=Killing', { test: { kind: 'event', reason: 'Killing' } }],
  ])('%s is understood', (text, expected) => expect(read(text)).toMatchObject(expected));

  test.each(['', 'a b c', 'phase=Dead', 'restarts>=x', 'event=', 'lowercase'])(
    '"%s" is refused with what is allowed',
    (text) => {
      expect(parseCondition(text)).toMatchObject({ kind: 'error', message: expect.stringContaining('use Ready,') });
    },
  );

  test('it holds when the pod is there and says so', () => {
    const cluster = createCluster();
    const simulation = createSimulation({ settings: { runtime: { areImagesPresent: true } } });
    expect(holds(simulation, read('Ready'))).toBe(false);
    expect(holds(simulation, read('deleted'))).toBe(true);
    postPod(cluster, simulation);
    cluster.advance(simulation, 3000);
    const texts = [
      'Ready',
      'web Ready',
      'web Running',
      'web restarts>=1',
      'web deleted',
      'ghost deleted',
      'web event=Started',
      'event=Killing',
    ];
    expect(Object.fromEntries(texts.map((text) => [text, holds(simulation, read(text))]))).toEqual({
      Ready: true,
      'web Ready': true,
      'web Running': true,
      'web restarts>=1': false,
      'web deleted': false,
      'ghost deleted': true,
      'web event=Started': true,
      'event=Killing': false,
    });
  });
});
