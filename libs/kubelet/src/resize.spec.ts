/** In-place resizes as timelines: granted, restarted, put off, and tried again. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import type { Container, Pod } from '#kube-api';
import { block, patch, play, playText, post, remove, type Play } from '../../../test/timeline-text.ts';
import { addIdleWorker, createWorld, type World } from '../test/world.ts';
import { container, pod } from '../test/builders.ts';
import { retryResizes } from './resize.ts';

const asking = (cpu: string, more: Partial<Container> = {}): { readonly containers: readonly Container[] } => ({
  containers: [{ name: 'app', resources: { requests: { cpu } }, ...more }],
});

const resize = (cpu: string): ReturnType<typeof patch> => patch({ spec: asking(cpu) }, 'web', 'resize');

function textFrom(second: number, what: Play): string {
  const text = playText(what, 'events', 'pod', 'calls');
  return text.slice(text.indexOf(`\n+${second}.0s`) + 1);
}

describe('a resize that fits', () => {
  it('is granted, done in place, and reported as done', () => {
    expect(textFrom(3, { pod: { spec: asking('500m') }, script: [[3, resize('2')]], until: 6 })).toBe(
      block(`
      +3.0s  web  MODIFIED                  spec
      +3.0s  web  ResizeStarted             Pod resize started: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +3.0s  app  UpdateContainerResources
      +3.0s  web  MODIFIED                  PodResizeInProgress True
      +3.0s  web  ResizeCompleted           Pod resize completed: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +3.0s  web  MODIFIED
    `),
    );
  });

  it('restarts the container where its policy asks for it', () => {
    const spec = asking('500m', { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] });
    expect(textFrom(3, { pod: { spec }, script: [[3, resize('2')]], until: 6 })).toBe(
      block(`
      +3.0s  web  MODIFIED             spec
      +3.0s  web  ResizeStarted        Pod resize started: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +3.0s  app  Killing              Container app resize requires restart
      +3.0s  app  StopContainer.begin  timeout 30
      +3.0s  web  MODIFIED             PodResizeInProgress True
      +3.0s  app  StopContainer        timeout 30
      +3.0s  app  Pulled               Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +3.0s  app  CreateContainer
      +3.1s  app  Created              Container created (x2)
      +3.1s  app  StartContainer
      +3.1s  app  Started              Container started (x2)
      +3.1s  web  ResizeCompleted      Pod resize completed: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +3.1s  web  MODIFIED             app running restarts 1
    `),
    );
  });
});

describe('the status of a resized container', () => {
  it('tells what is granted at once, and what it has when it has it', () => {
    const simulation = play({ pod: { spec: asking('500m') }, script: [[3, resize('2')]], until: 6 });
    const versions = simulation.timeline.entries.filter(({ type, at }) => type.startsWith('pod.') && at > 3000);
    const told = versions.map(({ data }) => {
      const { status } = (data as { object: Pod }).object; // by the entry's type
      const [app] = status?.containerStatuses ?? [];
      return [status?.allocatedResources?.['cpu'], app?.allocatedResources?.['cpu'], app?.resources?.requests?.['cpu']];
    });
    expect(told).toEqual([
      ['2', '2', '500m'],
      ['2', '2', '2'],
    ]);
  });
});

describe('a resize that does not fit', () => {
  it('is put off until another pod of the node has ended', () => {
    const other = post({ name: 'other', spec: asking('3') });
    const script = [
      [1, other],
      [3, resize('2')],
      [5, remove('other')],
    ] as const;
    expect(textFrom(3, { pod: { spec: asking('500m') }, script, until: 8 })).toBe(
      block(`
      +3.0s  web    MODIFIED                  spec
      +3.0s  web    ResizeDeferred            Pod resize OutOfcpu: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2,"error":"Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000"}
      +3.0s  web    MODIFIED                  PodResizePending True Deferred
      +5.0s  other  MODIFIED                  grace 30
      +5.0s  app    Killing                   Stopping container app
      +5.0s  app    StopContainer.begin       timeout 30
      +5.0s  other  MODIFIED
      +5.0s  app    StopContainer             timeout 30
      +5.0s  other  StopPodSandbox
      +5.1s  web    ResizeStarted             Pod resize started: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +5.1s  app    UpdateContainerResources
      +5.1s  other  MODIFIED                  Succeeded, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +5.1s  web    MODIFIED                  PodResizeInProgress True
      +5.1s  web    ResizeCompleted           Pod resize completed: {"containers":[{"name":"app","resources":{"requests":{"cpu":"2"}}}],"generation":2}
      +5.1s  web    MODIFIED
      +6.0s  app    RemoveContainer
      +6.0s  other  MODIFIED                  grace 0
      +6.0s  other  DELETED
    `),
    );
  });

  it('is put off no longer when it is taken back', () => {
    const other = post({ name: 'other', spec: asking('3') });
    const script = [
      [1, other],
      [3, resize('2')],
      [5, resize('500m')],
    ] as const;
    expect(textFrom(5, { pod: { spec: asking('500m') }, script, until: 8 })).toBe(
      block(`
      +5.0s  web    MODIFIED         spec
      +5.0s  web    MODIFIED
    `),
    );
  });
});

describe('room on a node', () => {
  it('makes nothing happen when no resize waits for it', () => {
    const world: World = createWorld();
    addIdleWorker(world, pod({ containers: [container('app')] }));
    const before = plannedEntries(world.host.agenda).length;
    retryResizes(world.ctx);
    expect(plannedEntries(world.host.agenda).length).toBe(before);
  });
});
