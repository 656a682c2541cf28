/** Lines that containers have written. */
import { describe, expect, test } from '@jest/globals';
import { createCluster, createObjects, createSimulation } from '#cluster';
import { createLogReader } from './logs.ts';

describe('the reader of logs', () => {
  test('gives each line once, with its time', () => {
    const cluster = createCluster();
    const settings = { profile: 'textbook', runtime: { areImagesPresent: true } } as const;
    const simulation = createSimulation({ nodes: 1, settings });
    const containers = [{ name: 'app', image: 'busybox', command: ['sh', '-c', 'echo a; sleep 3; echo b; sleep 100'] }];
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers } };
    createObjects(cluster, simulation, [pod]);
    const read = createLogReader(simulation, 0);
    const textsAt = (ms: number): string[] => {
      cluster.advance(simulation, ms);
      return read().map(({ text }) => text.replace(/^\s*\+\S+\s+/, ''));
    };
    expect([textsAt(2000), textsAt(2500), textsAt(5000)]).toEqual([
      ['web/app             | a'],
      [],
      ['web/app             | b'],
    ]);
  });
});
