/** Plays manifests of several objects and tells what their containers wrote: what the specs of files and networks play in. */
import { createCluster, createObjects, createSimulation, type Simulation } from '#cluster';
import { SECOND } from '#kernel';
import type { Container, Pod } from '#kube-api';
import { logLines } from '#runtime';

export interface Stage {
  readonly simulation: Simulation;
  /** Plays up to a second. */
  readonly until: (second: number) => void;
  /** Creates objects, all or none. */
  readonly create: (...objects: readonly object[]) => void;
  /** A request that must be granted. */
  readonly request: (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => void;
  /** Lines that the newest instance of a container has written, with the seconds at which it did. */
  readonly log: (pod: string, container?: string) => string[];
}

/** An empty cluster of some nodes without jitter, whose images are present. */
export function stage(nodes = 1): Stage {
  const cluster = createCluster();
  const simulation = createSimulation({
    nodes,
    settings: { profile: 'textbook', runtime: { areImagesPresent: true } },
  });
  const request: Stage['request'] = (method, path, body) => {
    const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const result = cluster.apply(simulation, { kind: 'request', request: { method, path, contentType, body } });
    if (result.kind !== 'response' || result.response.code >= 400) throw new Error(JSON.stringify(result));
  };
  return {
    simulation,
    request,
    until: (second) => void cluster.advance(simulation, second * SECOND),
    create: (...objects) => {
      const { refusal } = createObjects(cluster, simulation, objects);
      if (refusal) throw new Error(JSON.stringify(refusal));
    },
    log: (pod, container = 'app') => linesOf(simulation, pod, container),
  };
}

function linesOf(simulation: Simulation, pod: string, container: string): string[] {
  for (const node of simulation.runtime.nodes.values())
    for (const one of node.pods.values()) {
      const found = one.name === pod ? one.containers.findLast(({ name }) => name === container) : undefined;
      if (found) return logLines(simulation, found).map(({ at, line }) => `${at / SECOND} ${line}`);
    }
  return [];
}

/** A pod of busybox containers whose commands are scripts, by name; `more` is added to its spec. */
export function scripts(
  name: string,
  texts: Readonly<Record<string, string>>,
  more: Partial<Pod['spec']> & { readonly mounts?: Container['volumeMounts'] } = {},
): Pod {
  const { mounts, ...rest } = more;
  const containers = Object.entries(texts).map(([container, text]) => ({
    name: container,
    image: 'busybox',
    command: ['sh', '-c', text],
    ...(mounts && { volumeMounts: mounts }),
  }));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers, ...rest } };
}

export const configMap = (name: string, data: Readonly<Record<string, string>>): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

export const service = (name: string, spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});
