/** Between probe engine and kubelet: what probes see, and what their results do. */
import { describe, expect, it } from '@jest/globals';
import type { PodStatus } from '#kube-api';
import { listObjects } from '#object-store';
import { findWorker, type ProbeResult, type ProbeType, type ProbeWorker } from '#probe-engine';
import { block, playText } from '../../../test/timeline-text.ts';
import { container, pod, runningState, sidecar, status } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf, placeOf, plannedOf, type World } from '../test/world.ts';
import type { PodWorker } from './kubelet-state.ts';
import { onProbeResult } from './probe-client.ts';

const probe = { tcpSocket: { port: 80 } };
const probed = { livenessProbe: probe, readinessProbe: probe, startupProbe: probe };

function start(spec: Parameters<typeof pod>[0] = {}): { world: World; worker: PodWorker } {
  const world = createWorld();
  const worker = addIdleWorker(world, pod({ containers: [container('app', probed)], ...spec }));
  worker.status = {
    phase: 'Running',
    containerStatuses: [
      status('app', runningState, { containerID: 'containerd://app-0', ready: false, started: false }),
    ],
  };
  return { world, worker };
}

const isAwake = (world: World): boolean => plannedOf(world).some((entry) => entry.endsWith('kubelet/run'));

function after(
  type: ProbeType,
  value: ProbeResult,
  containerId = 'app-0',
): { status: PodStatus | undefined; isAwake: boolean } {
  const { world, worker } = start();
  onProbeResult(world.ctx, worker, { worker, type, containerId, value });
  return { status: worker.status, isAwake: isAwake(world) };
}

describe('a result of a probe', () => {
  it('of liveness makes the pod sync when it is a failure', () => {
    expect([after('liveness', 'Failure').isAwake, after('liveness', 'Success').isAwake]).toEqual([true, false]);
  });

  it.each<[ProbeType, ProbeResult, Partial<{ ready: boolean; started: boolean }>]>([
    ['readiness', 'Success', { ready: true, started: false }],
    ['readiness', 'Failure', { ready: false, started: false }],
    ['startup', 'Success', { ready: false, started: true }],
    ['startup', 'Failure', { ready: false, started: false }],
    ['startup', 'Unknown', { ready: false, started: false }],
  ])('of %s that is %s edits the status at once and makes the pod sync', (type, value, expected) => {
    const { status: edited, isAwake: isSynced } = after(type, value);
    expect(edited?.containerStatuses?.[0]).toMatchObject(expected);
    expect(isSynced).toBe(true);
  });

  it('about an instance that the status does not show edits nothing', () => {
    expect(after('readiness', 'Success', 'app-7').status?.containerStatuses?.[0]?.ready).toBe(false);
  });
});

describe('a warning of a probe', () => {
  function warn(both: { world: World; worker: PodWorker }, name: string, uid = 'uid-web'): void {
    const { world, worker } = both;
    world.ctx.probes.addPod(world.host, placeOf(world, worker), world.ctx.probeClient);
    const found = findWorker(world.host, 'uid-web', name, 'liveness') as ProbeWorker; // added above
    world.ctx.probeClient.warn(
      world.host,
      { ...found, uid },
      { reason: 'Unhealthy', message: 'Liveness probe failed: no' },
    );
  }

  it.each([
    ['a container', {}, 'app', 'spec.containers{app}'],
    ['a sidecar', { initContainers: [sidecar('side', probed)] }, 'side', 'spec.initContainers{side}'],
  ])('is an event about %s', (_what, spec, name, fieldPath) => {
    const both = start(spec);
    warn(both, name);
    expect(eventsOf(both.world)).toEqual(['Warning Unhealthy: Liveness probe failed: no']);
    expect(JSON.stringify(listObjects(both.world.host.store, 'events'))).toContain(fieldPath);
  });

  it('about a pod that is gone is dropped', () => {
    const both = start();
    warn(both, 'app', 'gone');
    expect(eventsOf(both.world)).toEqual([]);
  });
});

describe('a container with a readiness probe', () => {
  it('becomes ready with the first success and unready with the failure threshold, without a restart', () => {
    const readinessProbe = { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 2, failureThreshold: 2 };
    const paths = {
      '/ready': [
        { at: 0, status: 503 },
        { at: 3, status: 200 },
        { at: 7, status: 500 },
      ],
    };
    const play = {
      pod: {
        spec: { containers: [{ name: 'app', readinessProbe }] },
        behavior: { app: { ports: [{ port: 8080, paths }] } },
      },
      until: 14,
    };
    const text = playText(play, 'events', 'pod', 'requests', 'results');
    expect(text.slice(text.indexOf('+0.2s'))).toBe(
      block(`
      +0.2s   app  Started    Container started
      +0.2s   app  readiness  Failure
      +0.2s   app  http       :8080/ready 503
      +0.2s   app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 503
      +0.2s   web  MODIFIED   Running, app running
      +1.0s   app  http       :8080/ready 503
      +1.0s   app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 503 (x2)
      +3.0s   app  http       :8080/ready 503
      +3.0s   app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 503 (x3)
      +5.0s   app  http       :8080/ready 200
      +5.0s   app  readiness  Success
      +5.0s   web  MODIFIED   app ready, Ready True, ContainersReady True
      +7.0s   app  http       :8080/ready 200
      +9.0s   app  http       :8080/ready 500
      +9.0s   app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 500
      +11.0s  app  http       :8080/ready 500
      +11.0s  app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 500 (x2)
      +11.0s  app  readiness  Failure
      +11.0s  app  http       :8080/ready 500
      +11.0s  app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 500 (x3)
      +11.0s  web  MODIFIED   app not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +13.0s  app  http       :8080/ready 500
      +13.0s  app  Unhealthy  Readiness probe failed: HTTP probe failed with statuscode: 500 (x4)
    `),
    );
  });
});

describe('a container with startup and liveness probes', () => {
  it('is asked for liveness only after it has started', () => {
    const startupProbe = { httpGet: { path: '/up', port: 8080 }, periodSeconds: 2 };
    const livenessProbe = { httpGet: { path: '/live', port: 8080 }, periodSeconds: 3 };
    const paths = {
      '/up': [
        { at: 0, status: 503 },
        { at: 3, status: 200 },
      ],
      '/live': [{ at: 0, status: 200 }],
    };
    const play = {
      pod: {
        spec: { containers: [{ name: 'app', startupProbe, livenessProbe }] },
        behavior: { app: { ports: [{ port: 8080, paths }] } },
      },
      until: 10,
    };
    const text = playText(play, 'events', 'pod', 'requests', 'results');
    expect(text.slice(text.indexOf('+0.2s'))).toBe(
      block(`
      +0.2s  app  Started    Container started
      +0.2s  web  MODIFIED   Running, app running
      +2.0s  app  startup    Unknown
      +2.0s  app  http       :8080/up 503
      +2.0s  app  Unhealthy  Startup probe failed: HTTP probe failed with statuscode: 503
      +3.0s  app  liveness   Success
      +4.0s  app  http       :8080/up 200
      +4.0s  app  startup    Success
      +4.0s  web  MODIFIED   app ready, Ready True, ContainersReady True
      +6.0s  app  http       :8080/live 200
      +9.0s  app  http       :8080/live 200
    `),
    );
  });
});
