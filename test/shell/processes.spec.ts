/** Processes of pods: who sees whom, who is PID 1, and how they end. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, fork, hashOf, restore, snapshot } from '#cluster';
import type { Container, Pod } from '#kube-api';
import { getObject } from '#object-store';
import { block, playText, remove } from '../timeline-text.ts';
import { scripts, stage, type Stage } from './manifest-run.ts';

const shared = { shareProcessNamespace: true } as const;

/** `<code> <reason>` of the last end of each container. */
function endsOf({ simulation }: Stage, name = 'web'): string[] {
  const pod = getObject(simulation.store, 'pods', `default/${name}`) as Pod | undefined; // holds Pods
  return (pod?.status?.containerStatuses ?? []).map(({ name: container, state, lastState }) => {
    const { terminated } = state.terminated ? state : lastState;
    return `${container} ${terminated ? `${terminated.exitCode} ${terminated.reason ?? ''}` : '-'}`;
  });
}

const textsOf = (one: Stage, container = 'app'): string[] =>
  one.log('web', container).map((line) => line.replace(/^\S+ /, ''));

describe('containers that share their processes', () => {
  it('see those of one another behind the sandbox', () => {
    const one = stage();
    const pod = scripts('web', { side: 'sleep 1000', app: 'sleep 2; ps; echo me $$$$; sleep 1000' }, shared);
    const image = { name: 'image', image: 'nginx' };
    one.create({ ...pod, spec: { ...pod.spec, containers: [image, ...pod.spec.containers] } });
    one.until(5);
    expect(textsOf(one)).toEqual([
      '  PID USER     TIME  COMMAND',
      '    1 root      0:00 /pause',
      '    2 root      0:00 nginx',
      '    3 root      0:00 sleep 1000',
      expect.stringMatching(/^ {4}4 root {6}0:00 sh -c sleep 2; ps; echo me \$\$;/),
      '    6 root      0:00 ps',
      'me 4',
    ]);
  });

  it('can end one another, and are restarted', () => {
    const one = stage();
    one.create(
      scripts('web', { side: 'sleep 1000', app: 'sleep 3; kill 2; sleep 1; ps | grep -c sleep; sleep 1000' }, shared),
    );
    one.until(20);
    expect(endsOf(one)).toEqual(['app -', 'side 143 Error']);
  });

  it('can end the program of an image, which obeys as it does otherwise', () => {
    const one = stage();
    const pod = scripts('web', { app: 'sleep 3; kill -HUP 2; sleep 3; kill -TERM 2; sleep 1000' }, shared);
    const image = { name: 'image', image: 'nginx' };
    one.create({ ...pod, spec: { ...pod.spec, containers: [image, ...pod.spec.containers] } });
    one.until(6);
    expect(endsOf(one)).toEqual(['app -', 'image -']);
    one.until(20);
    expect(endsOf(one)).toEqual(['app -', 'image 0 Completed']);
  });

  it('are not PID 1, so that TERM ends those that have no trap', () => {
    const container: Partial<Container> = { image: 'busybox', command: ['sh', '-c', 'while :; do sleep 5; done'] };
    const text = (spec: object): string =>
      playText(
        {
          pod: { spec: { containers: [{ name: 'app', ...container }], ...spec } },
          script: [[10, remove('web', 7)]],
          until: 30,
        },
        'signals',
      );
    expect(text(shared)).toBe(
      block(`
      +10.0s  app  SIGTERM
      +10.0s  app  exit     143 (exit)
    `),
    );
    expect(text({})).toBe(
      block(`
      +10.0s  app  SIGTERM
      +17.0s  app  SIGKILL
      +17.0s  app  exit     137 (SIGKILL)
    `),
    );
  });

  it('go on in forks and after snapshots as in the original', () => {
    const one = stage();
    one.create(
      scripts(
        'web',
        { side: 'while :; do sleep 1; done', app: 'sleep 6; kill 2; while :; do ps; sleep 2; done' },
        shared,
      ),
    );
    one.until(4);
    const ends = [one.simulation, fork(one.simulation), restore(snapshot(one.simulation))].map((simulation) => {
      createCluster().advance(simulation, 30_000);
      return hashOf(simulation);
    });
    expect(new Set(ends).size).toBe(1);
  });
});

// In a command the kubelet makes one dollar sign of two.
describe('a container that has its processes for itself', () => {
  it.each([
    ['exit 0', '0 Completed'],
    ['exit 3', '3 Error'],
    ['exit 259', '3 Error'],
    ['nosuchcommand', '127 Error'],
    ['echo x > /f; /f', '126 Error'],
    ['sleep 100 & kill -TERM $!; wait $!', '143 Error'],
    ['sleep 100 & kill -9 $!; wait $!', '137 Error'],
    ['kill -TERM $$$$; kill -9 $$$$; exit 4', '4 Error'],
    ["trap 'exit 5' USR1; kill -USR1 $$$$; sleep 1", '5 Error'],
    ['if', '2 Error'],
  ])('that runs %j ends with %s', (text, end) => {
    const one = stage();
    one.create(scripts('web', { app: text }, { restartPolicy: 'Never' }));
    one.until(20);
    expect(endsOf(one)).toEqual([`app ${end}`]);
  });

  it('sees them from 1 on', () => {
    const one = stage();
    one.create(scripts('web', { app: 'sleep 50 & ps | tail -n +2 | cut -c1-5; sleep 100', side: 'sleep 100' }));
    one.until(5);
    expect(textsOf(one).slice(0, 2)).toEqual(['    1', '    2']);
  });

  it('whose program is told to end from inside ends as if it were told from outside', () => {
    const one = stage();
    const lifecycle = { postStart: { exec: { command: ['sh', '-c', 'sleep 2; kill -QUIT 1'] } } };
    const containers = [{ name: 'app', image: 'nginx', lifecycle }];
    one.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers, restartPolicy: 'Never' },
    });
    one.until(10);
    expect(endsOf(one)).toEqual(['app 0 Completed']);
  });
});
