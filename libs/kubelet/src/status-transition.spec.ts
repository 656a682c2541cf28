/** Which ends of containers a status may not take back. */
import { describe, expect, it } from '@jest/globals';
import type { Container, ContainerState, PodStatus, RestartPolicy } from '#kube-api';
import { container, endedState, pod, runningState, sidecar, status, waitingState } from '../test/builders.ts';
import { takesBackAnEnd } from './status-transition.ts';

interface Given {
  readonly policy: RestartPolicy;
  readonly from: ContainerState;
  readonly to: ContainerState;
  readonly app?: Container;
  readonly isInit?: boolean;
}

function isRefused({ policy, from, to, app = container('app'), isInit = false }: Given): boolean {
  const spec = isInit ? { containers: [container('main')], initContainers: [app] } : { containers: [app] };
  const shown = (state: ContainerState): PodStatus =>
    isInit ? { initContainerStatuses: [status('app', state)] } : { containerStatuses: [status('app', state)] };
  return takesBackAnEnd(pod({ ...spec, restartPolicy: policy }), shown(from), shown(to));
}

const failed = endedState(1);
const waits = waitingState();
const onExit = (action: 'Restart' | 'RestartAllContainers'): Container =>
  container('app', {
    restartPolicy: 'Never',
    restartPolicyRules: [{ action, exitCodes: { operator: 'In', values: [1] } }],
  });

describe('an end that is taken back', () => {
  it.each<readonly [string, Given, boolean]>([
    ['#127 Terminated -> Waiting under Never is refused', { policy: 'Never', from: failed, to: waits }, true],
    ['Terminated -> Running under Never is refused', { policy: 'Never', from: failed, to: runningState }, true],
    ['of an init container under Never is refused', { policy: 'Never', from: failed, to: waits, isInit: true }, true],
    ['with 0 under OnFailure is refused', { policy: 'OnFailure', from: endedState(0), to: waits }, true],
    ['with 1 under OnFailure is a restart', { policy: 'OnFailure', from: failed, to: waits }, false],
    ['under Always is a restart', { policy: 'Always', from: endedState(0), to: waits }, false],
    [
      'of a sidecar is a restart',
      { policy: 'Never', from: failed, to: runningState, app: sidecar('app'), isInit: true },
      false,
    ],
    ['by a rule is a restart', { policy: 'Never', from: failed, to: waits, app: onExit('Restart') }, false],
    [
      'is not looked for where all containers may start anew',
      { policy: 'Never', from: endedState(0), to: waits, app: onExit('RestartAllContainers') },
      false,
    ],
  ])('%s', (_case, given, refused) => {
    expect(isRefused(given)).toBe(refused);
  });

  it('is no matter of a start, nor of an end that stays', () => {
    expect(isRefused({ policy: 'Never', from: waits, to: runningState })).toBe(false);
    expect(isRefused({ policy: 'Never', from: failed, to: endedState(2) })).toBe(false);
    expect(takesBackAnEnd(pod({ restartPolicy: 'Never' }), {}, {})).toBe(false);
  });
});
