/** The numbered cases of ends: who is stopped when and with how much grace, and what outlives it. */
import { describe, expect, test } from '@jest/globals';
import { workersOf } from '#probe-engine';
import { playText, remove, type PodSketch } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, placeOf } from '../test/world.ts';
import { enterTerminating } from './sync-result.ts';

const sidecars = (...names: readonly string[]): PodSketch['spec'] => ({
  initContainers: names.map((name) => ({ name, restartPolicy: 'Always' as const })),
});

/** `<container> +<seconds after the deletion> of <grace>`, in the order of their TERM. */
function turns(sketch: PodSketch, graceSeconds: number): string[] {
  const text = playText({ pod: sketch, script: [[3, remove('web', graceSeconds)]], until: 60 }, 'calls');
  return [...text.matchAll(/\+([\d.]+)s +(\S+) +StopContainer\.begin +timeout (\d+)/g)].map(
    ([, at, name, timeout]) => `${name} +${Number(at) - 3} of ${timeout}`,
  );
}

describe('the order of an end', () => {
  test.each<readonly [string, PodSketch, number, readonly string[]]>([
    [
      '#151 main exits after 1 s; sidecar grace 30',
      { spec: sidecars('sc1'), behavior: { app: { onTerm: { exitAfter: 1 } } } },
      30,
      ['app +0 of 30', 'sc1 +1 of 29'],
    ],
    [
      '#153 turn never comes, grace 7',
      { spec: sidecars('sc1'), behavior: { app: { onTerm: { ignore: true } } } },
      7,
      ['app +0 of 7', 'sc1 +7 of 2'],
    ],
  ])('%s', (_case, sketch, graceSeconds, expected) => {
    expect(turns(sketch, graceSeconds)).toEqual(expected);
  });
});

test('#145 sync canceled by the end of the pod: probe workers survive', () => {
  const world = createWorld();
  const readinessProbe = { tcpSocket: { port: 80 } };
  const worker = addIdleWorker(world, pod({ containers: [container('app', { readinessProbe })] }));
  world.ctx.probes.addPod(world.host, placeOf(world, worker), world.ctx.probeClient);
  worker.activity = {
    kind: 'sync',
    view: worker.view,
    stage: 'volumes',
    steps: [],
    index: 0,
    start: undefined,
    results: [],
    hasFailed: false,
  };
  enterTerminating(world.ctx, worker);
  expect(worker.activity).toBeUndefined();
  expect(workersOf(world.host, worker.uid).map(({ container, type }) => `${container}/${type}`)).toEqual([
    'app/readiness',
  ]);
});
