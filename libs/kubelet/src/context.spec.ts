/** Containers of a pod, and who is told what. */
import { describe, expect, it } from '@jest/globals';
import type { Event } from '#kube-api';
import { listObjects } from '#object-store';
import { containers, pod, view } from '../test/builders.ts';
import { addIdleWorker, createWorld, plannedOf } from '../test/world.ts';
import { containerEvent, findSpec, groupOf, planReply, podEvent, podIPOf, podText, replyTo } from './context.ts';

const threeKinds = pod({
  containers: containers('app'),
  initContainers: containers('init'),
  ephemeralContainers: containers('debug'),
});
const report = { type: 'Normal', reason: 'Started', message: 'Container started' } as const;

describe('a container of a pod', () => {
  it.each([
    ['app', 'regular', 'spec.containers{app}'],
    ['init', 'init', 'spec.initContainers{init}'],
    ['debug', 'ephemeral', 'spec.ephemeralContainers{debug}'],
  ])('%s is %s and has events at %s', (name, group, fieldPath) => {
    const world = createWorld();
    const worker = addIdleWorker(world, threeKinds);
    containerEvent(world.ctx, worker, name, report);
    const events = listObjects(world.host.store, 'events') as Event[]; // events holds Events
    expect([groupOf(threeKinds, name), findSpec(threeKinds, name)?.name, events[0]?.involvedObject.fieldPath]).toEqual([
      group,
      name,
      fieldPath,
    ]);
  });

  it('is none when the spec does not name it', () => {
    expect(findSpec(threeKinds, 'other')).toBeUndefined();
  });
});

describe('an event about a pod', () => {
  it('has no field path', () => {
    const world = createWorld();
    podEvent(world.ctx, addIdleWorker(world, pod()), report);
    const events = listObjects(world.host.store, 'events') as Event[]; // events holds Events
    expect(events[0]?.involvedObject).not.toHaveProperty('fieldPath');
  });
});

describe('a reply to a worker', () => {
  it('is void once the worker does something else: it carries the count of activities', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    worker.token = 7;
    expect(replyTo(worker, 'container-created')).toEqual({
      owner: 'kubelet',
      kind: 'container-created',
      payload: { worker, token: 7 },
    });
    planReply(world.ctx, 300, replyTo(worker, 'volumes-polled'));
    expect(plannedOf(world)).toContain('300 kubelet/volumes-polled');
  });
});

describe('a pod', () => {
  it('is named in texts with namespace and uid', () => {
    expect(podText(pod())).toBe('web_default(uid-web)');
  });

  it('has its own address, or that of its node in the host network', () => {
    const world = createWorld();
    const own = addIdleWorker(world, pod());
    own.view = view();
    const host = addIdleWorker(world, pod({ hostNetwork: true }, { name: 'host', uid: 'uid-host' }));
    expect([podIPOf(world.ctx, own), podIPOf(world.ctx, host)]).toEqual(['10.64.0.2', '172.18.0.2']);
  });
});
