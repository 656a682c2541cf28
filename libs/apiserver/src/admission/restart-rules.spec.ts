/** Restart rules under the feature gates of a version. */
import { describe, expect, it } from '@jest/globals';
import type { Container, Pod, RestartRule } from '#kube-api';
import { PODS, ask, createHost, messageOf, podBody } from '../../test/host.ts';

const ruled = (action: RestartRule['action']): Container => ({
  name: 'app',
  image: 'app:1.0',
  restartPolicy: 'Never',
  restartPolicyRules: [{ action, exitCodes: { operator: 'In', values: [42] } }],
});
const post = (version: string, action: RestartRule['action']): ReturnType<typeof ask> =>
  ask(createHost(undefined, version), 'POST', PODS, { body: podBody('p', { containers: [ruled(action)] }) });

describe('restart rules of a container', () => {
  it('are dropped where their gate is off', () => {
    const [container] = (post('1.34', 'Restart').body as Pod).spec.containers;
    expect(container).not.toHaveProperty('restartPolicyRules');
    expect(container).not.toHaveProperty('restartPolicy');
  });

  it('may restart all containers where that gate is on, too', () => {
    expect(post('1.37', 'RestartAllContainers').code).toBe(201);
    expect(post('1.35', 'Restart').code).toBe(201);
    const refused = post('1.35', 'RestartAllContainers');
    expect([refused.code, messageOf(refused)]).toEqual([
      422,
      'Pod "p" is invalid: spec.containers[0].restartPolicyRules[0].action: Unsupported value: "RestartAllContainers": supported values: "Restart"',
    ]);
  });
});
