/** The binding subresource. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, objectOf } from '../../test/host.ts';

const bind = (host: ReturnType<typeof createHost>, body: object) =>
  ask(host, 'POST', `${PODS}/p/binding`, { body: { metadata: { name: 'p' }, ...body } });
const target = { kind: 'Node', name: 'n1' };

describe('a binding', () => {
  it('assigns the pod and lends it its labels', () => {
    const host = createHost();
    createPod(host, 'p');
    expect(bind(host, { metadata: { name: 'p', labels: { a: '1' } }, target })).toEqual({
      code: 201,
      body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
    });
    expect(objectOf(ask(host, 'GET', `${PODS}/p`))).toMatchObject({
      metadata: { labels: { a: '1' } },
      spec: { nodeName: 'n1' },
    });
  });

  it.each([
    [{}, 500, 'target.name: Required value'],
    [
      { target: { kind: 'Foo' } },
      500,
      '[target.kind: Unsupported value: "Foo": supported values: "Node", "<empty>", target.name: Required value]',
    ],
  ])('of %j is refused', (body, code, message) => {
    const host = createHost();
    createPod(host, 'p');
    const response = bind(host, body);
    expect([response.code, messageOf(response)]).toEqual([code, message]);
  });

  it.each([
    [{ nodeName: 'n0' }, 'pod p is already assigned to node "n0"'],
    [{ schedulingGates: [{ name: 'g' }] }, 'pod p has non-empty .spec.schedulingGates'],
  ])('of a pod with %j is a conflict', (spec, why) => {
    const host = createHost();
    createPod(host, 'p', spec);
    expect(messageOf(bind(host, { target }))).toBe(`Operation cannot be fulfilled on pods/binding "p": ${why}`);
  });
});
