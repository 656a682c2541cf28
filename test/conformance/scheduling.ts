/** Plays recorded scheduling decisions in whole simulations: nodes, pods that are there, a pod, and what became of it. */
import type { Event, Pod, PodCondition, Taint } from '#kube-api';
import { createCluster, createSimulation, type Cluster, type NodeSpec, type Simulation } from '#cluster';
import { getObject, listObjects } from '#object-store';

export interface SchedulingRow {
  readonly nodes: readonly RecordedNode[];
  readonly podsBefore: readonly Pod[];
  readonly pod: Pod;
}

interface RecordedNode {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly pods: string;
  /** Overrides `memory`. */
  readonly mem?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly unsched?: boolean;
  readonly extra?: Readonly<Record<string, string>>;
}

export interface SchedulingAnswer {
  readonly nodeName: string | null;
  readonly phase: string;
  readonly conditions: readonly PodCondition[];
  readonly events: readonly Pick<Event, 'type' | 'reason' | 'message'>[];
}

const PAUSE_MS = 1000;

const specOf = ({ mem, unsched, memory, ...node }: RecordedNode): NodeSpec => ({
  ...node,
  memory: mem ?? memory,
  // As recorded: the nodes are objects only, so a pod that is bound stays Pending.
  hasKubelet: false,
  ...(unsched ? { unschedulable: true } : {}),
});

/** One row in a simulation of its own. */
export function answerSchedulingRow({ nodes, podsBefore, pod }: SchedulingRow): SchedulingAnswer {
  const cluster = createCluster();
  const simulation = createSimulation({ nodes: nodes.map(specOf), settings: { runtime: { areImagesPresent: true } } });
  const world = { cluster, simulation };
  post(world, '/apis/scheduling.k8s.io/v1/priorityclasses', {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'pnever' },
    value: 10,
    preemptionPolicy: 'Never',
  });
  for (const one of [...podsBefore, pod]) post(world, '/api/v1/namespaces/default/pods', one);
  return answerOf(simulation, pod.metadata.name);
}

function post(
  { cluster, simulation }: { cluster: Cluster; simulation: Simulation },
  path: string,
  body: unknown,
): void {
  cluster.apply(simulation, { kind: 'request', request: { method: 'POST', path, body } });
  cluster.advance(simulation, simulation.now + PAUSE_MS);
}

function answerOf({ store }: Simulation, name: string): SchedulingAnswer {
  const { spec, status } = getObject(store, 'pods', `default/${name}`) as Pod; // just created
  const events = listObjects(store, 'events') as Event[]; // the resource says the type
  const own = events.filter(
    ({ involvedObject, reportingComponent }) =>
      involvedObject.name === name && reportingComponent === 'default-scheduler',
  );
  return {
    nodeName: spec.nodeName ?? null,
    phase: status?.phase ?? '',
    conditions: (status?.conditions ?? []).filter(({ type }) => type === 'PodScheduled'),
    events: own.map(({ type, reason, message }) => ({ type, reason, message })),
  };
}
