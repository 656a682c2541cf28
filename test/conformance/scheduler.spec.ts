/** The scheduler against the recorded one: nodes, pods that are there, a pod, and what became of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Event, Pod, PodCondition } from '#kube-api';
import { createObject } from '#object-store';
import { addNode, createCluster, eventsOf, findPod, run, type Cluster } from '../../libs/scheduler/test/cluster.ts';
import type { SchedulingRow } from './scheduling.ts';

interface Row extends SchedulingRow {
  readonly name: string;
  readonly nodeName: string | null;
  readonly phase: string;
  readonly conditions: readonly PodCondition[] | null;
  readonly events: readonly Partial<Event>[];
}

const rows = JSON.parse(readFileSync(new URL('../golden/scheduler.json', import.meta.url), 'utf8')) as Row[]; // written in this form

/** The recorded cluster's only priority class. */
const PRIORITIES: Readonly<Record<string, Partial<Pod['spec']>>> = {
  pnever: { priority: 10, preemptionPolicy: 'Never' },
};

/** What admission adds to a pod before the scheduler sees it. */
function admitted({ metadata, spec, ...pod }: Pod): Pod {
  return {
    ...pod,
    metadata: { ...metadata, namespace: 'default', uid: `uid-${metadata.name}`, generation: 1 },
    spec: { schedulerName: 'default-scheduler', ...PRIORITIES[spec.priorityClassName ?? ''], ...spec },
    status: { phase: 'Pending' },
  };
}

function play({ nodes, podsBefore, pod }: Row): Cluster {
  const cluster = createCluster();
  for (const { name, cpu, memory, pods, mem, labels, taints, unsched, extra } of nodes) {
    const spec = { ...(taints && { taints }), ...(unsched && { unschedulable: true }) };
    addNode(cluster, name, {
      cpu,
      memory: mem ?? memory,
      pods,
      spec,
      ...(labels && { labels }),
      ...(extra && { extra }),
    });
  }
  for (const before of [...podsBefore, pod]) {
    run(cluster, 1000);
    createObject(cluster.host, 'pods', admitted(before));
  }
  run(cluster, 1000);
  return cluster;
}

const untimed = (conditions: readonly PodCondition[] | null | undefined): unknown =>
  conditions?.map((condition) => ({ ...condition, lastTransitionTime: null })) ?? null;

describe('recorded scheduling decisions', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const cluster = play(row);
    const { spec, status } = findPod(cluster, row.pod.metadata.name);
    const events = eventsOf(cluster, row.pod.metadata.name);
    expect(spec.nodeName ?? null).toBe(row.nodeName);
    expect(status?.phase).toBe(row.phase);
    expect(untimed(status?.conditions)).toEqual(untimed(row.conditions));
    expect(events).toEqual(row.events.map((event) => expect.objectContaining({ ...event })));
  });
});
