/** Complete pod lives at a steady population: create, schedule, start, be ready, be probed for a minute, be deleted. */
import { createCluster, createSimulation, type Cluster, type Simulation } from '#cluster';

export interface PodLives {
  readonly lives: number;
  readonly seconds: number;
  readonly entries: number;
}

const ALIVE_MS = 62_000;

const podBody = (name: string): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'bench' } },
  spec: {
    containers: [
      {
        name: 'app',
        image: 'app:1.0',
        ports: [{ containerPort: 8080 }],
        resources: { requests: { cpu: '10m', memory: '16Mi' } },
        livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 },
      },
    ],
  },
});

const PODS = '/api/v1/namespaces/default/pods';

/** Runs until `lives` pods have been deleted after `alive` are there at all times; the time counts from then on. */
export function runPodLives(options: {
  readonly nodes: number;
  readonly alive: number;
  readonly lives: number;
}): PodLives {
  const { nodes, alive, lives } = options;
  const cluster = createCluster();
  const simulation = createSimulation({
    nodes: nodeList(nodes),
    settings: { runtime: { areImagesPresent: true }, timelineLimit: 20_000 },
  });
  const gap = ALIVE_MS / alive;
  const driver = { cluster, simulation, gap };
  for (let index = 0; index < alive; index++) createPod(driver, index);
  const begin = { at: performance.now(), steps: simulation.steps };
  for (let index = alive; index < alive + lives; index++) {
    createPod(driver, index);
    deletePod(driver, index - alive);
  }
  return { lives, seconds: (performance.now() - begin.at) / 1000, entries: simulation.steps - begin.steps };
}

// Room for all pods: the bench is about lives, not about a full cluster.
const nodeList = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `n${index}`, cpu: '64', memory: '256Gi', pods: '1000' }));

interface Driver {
  readonly cluster: Cluster;
  readonly simulation: Simulation;
  readonly gap: number;
}

function createPod({ cluster, simulation, gap }: Driver, index: number): void {
  cluster.advance(simulation, Math.round(index * gap));
  const result = cluster.apply(simulation, {
    kind: 'request',
    request: { method: 'POST', path: PODS, body: podBody(`p${index}`) },
  });
  if (result.kind !== 'response' || result.response.code !== 201) throw new Error(JSON.stringify(result));
}

function deletePod({ cluster, simulation }: Driver, index: number): void {
  const result = cluster.apply(simulation, {
    kind: 'request',
    request: { method: 'DELETE', path: `${PODS}/p${index}` },
  });
  if (result.kind !== 'response' || result.response.code !== 200) throw new Error(JSON.stringify(result));
}
