/** Containers whose command is a script: how they live, are probed and end. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, fork, hashOf, restore, snapshot } from '#cluster';
import type { Container } from '#kube-api';
import { block, play, playText, remove, type Play } from '../timeline-text.ts';

const script = (text: string, more: Partial<Container> = {}): Partial<Container> => ({
  image: 'busybox',
  command: ['sh', '-c', text],
  ...more,
});

const playScript = (text: string, more: Partial<Container> = {}, rest: Partial<Play> = {}): string =>
  playText(
    { pod: { spec: { containers: [{ name: 'app', ...script(text, more) }] } }, until: 100, ...rest },
    'events',
    'signals',
  );

/** The happenings of one kind of word, so that pulls and starts stay out of the way. */
const lines = (text: string, wanted: RegExp): string =>
  text
    .split('\n')
    .filter((line) => wanted.test(line))
    .join('\n');

const ends = /SIG|exit|Killing/;

describe('a container that runs a script', () => {
  it('is restarted when the file that its probe looks at is gone', () => {
    const livenessProbe = { exec: { command: ['cat', '/tmp/healthy'] }, initialDelaySeconds: 5, periodSeconds: 5 };
    const text = playScript('touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600', { livenessProbe });
    expect(lines(text, /Unhealthy|SIG|exit|Killing|Started/)).toBe(
      block(`
      +0.4s   app  Started    Container started
      +35.0s  app  Unhealthy  Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory
      +40.0s  app  Unhealthy  Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory
      +45.0s  app  Unhealthy  Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory
      +45.0s  app  Killing    Container app failed liveness probe, will be restarted
      +45.0s  app  SIGTERM
      +75.0s  app  SIGKILL
      +75.0s  app  exit       137 (SIGKILL)
      +75.3s  app  Started    Container started (x2)
    `),
    );
  });

  it('ends by its trap when it is told to', () => {
    const loop = "trap 'echo bye; exit 0' TERM; while :; do sleep 1; done";
    expect(lines(playScript(loop, {}, { script: [[10.5, remove()]], until: 30 }), ends)).toBe(
      block(`
      +10.5s  app  Killing    Stopping container app
      +10.5s  app  SIGTERM
      +11.4s  app  exit       0 (exit)
    `),
    );
  });

  it('is killed after its grace period when it does not listen', () => {
    const loop = 'while true; do echo hi; sleep 5; done';
    expect(lines(playScript(loop, {}, { script: [[10, remove('web', 7)]], until: 30 }), ends)).toBe(
      block(`
      +10.0s  app  Killing    Stopping container app
      +10.0s  app  SIGTERM
      +17.0s  app  SIGKILL
      +17.0s  app  exit       137 (SIGKILL)
    `),
    );
  });

  it('of any image ends with the code of its script', () => {
    const text = playScript(
      'echo $GREETING; exit ${CODE}',
      { image: 'app:1.0', env: [{ name: 'CODE', value: '4' }] },
      { until: 1 },
    );
    expect(lines(text, ends).split('\n')[0]).toBe('+0.2s  app  exit       4 (exit)');
  });

  it('runs its hooks among its files', () => {
    const lifecycle = { postStart: { exec: { command: ['sh', '-c', 'echo ready > /tmp/ready'] } } };
    const text = playScript('until [ -f /tmp/ready ]; do sleep 1; done; exit 9', { lifecycle }, { until: 5 });
    expect(lines(text, /exit/)).toContain('exit       9 (exit)');
  });

  it('goes on in a fork and after a snapshot as in the original', () => {
    const text = 'i=0; while :; do i=$((i+1)); echo $i | tee /tmp/i; sleep 1; done';
    const original = play({ pod: { spec: { containers: [{ name: 'app', ...script(text) }] } }, until: 5 });
    const others = [fork(original), restore(snapshot(original))];
    const ends = [original, ...others].map((simulation) => {
      createCluster().advance(simulation, 20_000);
      return hashOf(simulation);
    });
    expect(new Set(ends).size).toBe(1);
  });
});
