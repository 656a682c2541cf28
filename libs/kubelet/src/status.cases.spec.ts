/** The numbered cases of statuses that are about more than one function: generated, compared, merged, written. */
import { describe, expect, test } from '@jest/globals';
import type { PodCondition, PodStatus } from '#kube-api';
import {
  container,
  endedState,
  exited,
  instance,
  pod,
  runningState,
  status,
  view,
  waitingState,
} from '../test/builders.ts';
import { addIdleWorker, createWorld, findPod, type World } from '../test/world.ts';
import { conditionsOf } from './conditions.ts';
import type { PodWorker } from './kubelet-state.ts';
import { generateStatus, withContainer } from './pod-status.ts';
import { planSandbox } from './sandbox-plan.ts';
import { flushStatuses, mergeStatus, setPodStatus } from './status-manager.ts';

type Given = Parameters<typeof pod>[0];

function start(spec: Given = {}): { world: World; worker: PodWorker; set: (next: PodStatus) => void } {
  const world = createWorld();
  const worker = addIdleWorker(world, pod(spec));
  return { world, worker, set: (next) => setPodStatus(world.ctx, worker, next, { isForced: false }) };
}

const told = ({ type, status: value, reason }: PodCondition): string => [type, value, reason].filter(Boolean).join(' ');

test('#97 deleted pod with DisruptionTarget in the status: condition copied, Failed', () => {
  const { world, worker } = start();
  const target: PodCondition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' };
  const api: PodStatus = { phase: 'Running', conditions: [target] };
  worker.pod = {
    ...worker.pod,
    metadata: { ...worker.pod.metadata, deletionTimestamp: '2026-01-01T00:00:30Z' },
    status: api,
  };
  worker.view = view([instance('app', exited(137))]);
  const { phase, conditions = [] } = mergeStatus(api, generateStatus(world.ctx, worker, true), false);
  expect([phase, ...conditions.map(told)]).toEqual([
    'Failed',
    'DisruptionTarget True EvictionByEvictionAPI',
    'PodReadyToStartContainers True',
    'Initialized True',
    'Ready False PodFailed',
    'ContainersReady False PodFailed',
    'PodScheduled True',
  ]);
});

test('#113 phase Succeeded: all that is asked is completed', () => {
  const ofPod = pod({ initContainers: [container('init')] });
  const input = {
    pod: ofPod,
    phase: 'Succeeded' as const,
    sandbox: planSandbox(ofPod, view()),
    initStatuses: [status('init', endedState(0), { ready: true })],
    statuses: [status('app', endedState(0))],
    current: [],
  };
  expect(conditionsOf(input).map(told)).toEqual([
    'PodReadyToStartContainers True',
    'Initialized True PodCompleted',
    'Ready False PodCompleted',
    'ContainersReady False PodCompleted',
    'PodScheduled True',
  ]);
});

describe('a write', () => {
  const at = '2026-01-01T00:00:00Z';
  const True = (type: string): PodCondition => ({
    type,
    status: 'True',
    lastTransitionTime: at,
    observedGeneration: 1,
  });
  const before: PodStatus = {
    phase: 'Running',
    qosClass: 'BestEffort',
    conditions: ['Initialized', 'Ready', 'ContainersReady'].map(True),
    containerStatuses: [status('app', runningState, { containerID: 'containerd://app-0' })],
  };

  test('#116 ready flips, status same otherwise: one write; only changed conditions get a new time', () => {
    const { world, worker, set } = start();
    set(before);
    flushStatuses(world.ctx);
    world.host.now = 60_000;
    const version = Number(findPod(world)?.metadata.resourceVersion);
    set(withContainer(world.ctx, worker, before, { containerID: 'containerd://app-0', ready: false }));
    flushStatuses(world.ctx);
    const { metadata, status: { conditions = [] } = {} } = findPod(world) ?? {};
    expect(Number(metadata?.resourceVersion)).toBe(version + 1);
    expect(conditions.map(({ type, status: value, lastTransitionTime }) => [type, value, lastTransitionTime])).toEqual([
      ['Initialized', 'True', at],
      ['Ready', 'False', '2026-01-01T00:01:00Z'],
      ['ContainersReady', 'False', '2026-01-01T00:01:00Z'],
    ]);
  });

  test('#127 Terminated -> Waiting under Never: update refused, status kept', () => {
    const { world, worker, set } = start({ restartPolicy: 'Never' });
    const shown = (state: ReturnType<typeof endedState>): PodStatus => ({
      ...before,
      containerStatuses: [status('app', state)],
    });
    set(shown(endedState(1)));
    set(shown(waitingState('CrashLoopBackOff')));
    flushStatuses(world.ctx);
    expect(worker.statusVersion).toBe(1);
    expect(findPod(world)?.status?.containerStatuses?.[0]?.state).toEqual(endedState(1));
  });
});
