/** The timeline as people read it: the life of a pod that is deleted. */
import { describe, expect, test } from '@jest/globals';
import { createCluster, createSimulation, type Simulation } from '#cluster';
import { createRenderer } from './timeline.ts';

const PODS = '/api/v1/namespaces/default/pods';

function lifeOfAPod(): Simulation {
  const cluster = createCluster();
  const settings = { profile: 'textbook', runtime: { areImagesPresent: true } } as const;
  const simulation = createSimulation({ nodes: 1, settings });
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
  };
  cluster.advance(simulation, 1000);
  cluster.apply(simulation, { kind: 'request', request: { method: 'POST', path: PODS, body } });
  cluster.advance(simulation, 5000);
  cluster.apply(simulation, { kind: 'request', request: { method: 'DELETE', path: `${PODS}/web` } });
  cluster.advance(simulation, 10_000);
  return simulation;
}

const linesOf = (isAll: boolean): string[] => {
  const render = createRenderer({ isAll, origin: 1000 });
  return lifeOfAPod()
    .timeline.entries.filter(({ at }) => at >= 1000)
    .flatMap((entry) => render(entry).map((line) => line.trimStart().replaceAll(/ {2,}/g, '  ')));
};

describe('the timeline on the command line', () => {
  test('shows a pod from its creation to its end', () => {
    expect(linesOf(false)).toEqual([
      '+0.000s  > POST /api/v1/namespaces/default/pods',
      '+0.000s  web  created (app)',
      '+0.004s  web  on node node-1',
      '+0.004s  web  PodScheduled=True',
      '+0.006s  web  Scheduled: Successfully assigned default/web to node-1',
      '+0.013s  web  PodReadyToStartContainers=False (PodSandboxNotReady)',
      '+0.013s  web  Initialized=True',
      '+0.013s  web  Ready=False (ContainersNotReady)',
      '+0.013s  web  ContainersReady=False (ContainersNotReady)',
      '+0.013s  web  [app] waiting (ContainerCreating)',
      '+0.359s  web  Pulled: [app] Container image "app:1.0" already present on machine and can be accessed by the pod',
      '+0.363s  web  PodReadyToStartContainers=True',
      '+0.409s  web  Created: [app] Container created',
      '+0.459s  web  Started: [app] Container started',
      '+0.468s  web  phase Pending -> Running',
      '+0.468s  web  Ready=True',
      '+0.468s  web  ContainersReady=True',
      '+0.468s  web  [app] running, ready',
      '+4.000s  > DELETE /api/v1/namespaces/default/pods/web',
      '+4.000s  web  terminating (grace 30 s)',
      '+4.005s  web  Killing: [app] Stopping container app',
      '+4.005s  web/app  process gets SIGTERM',
      '+4.025s  web/app  process exits with 0 (SIGTERM)',
      '+4.079s  web  phase Running -> Succeeded',
      '+4.079s  web  PodReadyToStartContainers=False (PodSandboxNotReady)',
      '+4.079s  web  Initialized=True (PodCompleted)',
      '+4.079s  web  Ready=False (PodCompleted)',
      '+4.079s  web  ContainersReady=False (PodCompleted)',
      '+4.079s  web  [app] terminated (Completed, exit 0), not ready',
      '+5.004s  web  terminating (grace 0 s)',
      '+5.004s  web  deleted',
    ]);
  });

  test('shows the runtime’s calls when all is asked for', () => {
    expect(linesOf(true)).toContain('+0.309s  web  RunPodSandbox node=node-1 attempt=0 duration=50');
  });
});
