/** Sessions as commands of a simulation. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, createSimulation, hashOf, replay, runUntil, parseCondition, type Command } from '#cluster';
import { readSession } from '#runtime';
import type { SessionAction } from './sessions.ts';

const cluster = createCluster();
const START = { stdout: 0, stderr: 0 };
const post: Command = {
  kind: 'request',
  request: {
    method: 'POST',
    path: '/api/v1/namespaces/default/pods',
    body: {
      metadata: { name: 'box' },
      spec: { containers: [{ name: 'main', image: 'busybox', command: ['sleep', '999'] }] },
    },
  },
};
const exec = (container: string): SessionAction => ({
  kind: 'exec',
  session: 's',
  namespace: 'default',
  pod: 'box',
  container,
  command: ['sh'],
  stdin: true,
  tty: false,
});

function running() {
  const simulation = createSimulation({ nodes: 1 });
  cluster.apply(simulation, post);
  const parsed = parseCondition('box Ready');
  if (parsed.kind === 'error') throw new Error(parsed.message);
  runUntil(cluster, simulation, { condition: parsed.condition, until: 60_000 });
  return simulation;
}

describe('a session', () => {
  it('is opened, told something, and closed, by commands', () => {
    const simulation = running();
    const act = (action: SessionAction) => cluster.apply(simulation, { kind: 'session', action });
    expect(act(exec('main'))).toEqual({ kind: 'applied' });
    act({ kind: 'input', session: 's', text: 'echo $HOSTNAME\n' });
    expect(readSession(simulation, 's', START)?.stdout).toBe('box\n');
    act({ kind: 'end-input', session: 's' });
    expect(readSession(simulation, 's', START)?.end).toEqual({ kind: 'exited', code: 0 });
    act({ kind: 'close', session: 's' });
    expect(readSession(simulation, 's', START)).toBeUndefined();
  });

  it('in a container or a pod that is not there is refused', () => {
    const simulation = running();
    const act = (action: SessionAction) => cluster.apply(simulation, { kind: 'session', action });
    expect(act(exec('side'))).toEqual({ kind: 'refused', message: 'container not found ("side")' });
    const request = {
      kind: 'request',
      session: 'r',
      namespace: 'default',
      pod: 'gone',
      port: 1,
      path: '/',
      userAgent: '',
    } as const;
    expect(act(request)).toEqual({ kind: 'refused', message: 'pod not found ("gone_default")' });
  });

  it('is the cause of what it does', () => {
    const simulation = running();
    cluster.apply(simulation, { kind: 'session', action: exec('main') });
    const [call, command] = simulation.timeline.entries.slice(-2).reverse();
    expect([command?.type, command?.data]).toMatchObject(['command', { session: 'exec', pod: 'box' }]);
    expect(call?.causes).toEqual([command?.seq]);
  });

  it('happens again in a replay', () => {
    const simulation = running();
    const at = simulation.now;
    const journal = [
      { at: 0, command: post },
      ...[exec('main'), { kind: 'input', session: 's', text: 'sleep 1; touch /tmp/x\n' } as const].map((action) => ({
        at,
        command: { kind: 'session', action } as const,
      })),
    ];
    for (const { command } of journal.slice(1)) cluster.apply(simulation, command);
    cluster.advance(simulation, at + 5000);
    expect(hashOf(replay(cluster, { nodes: 1 }, { journal, until: at + 5000 }))).toBe(hashOf(simulation));
  });
});
