/** The conditions of a node in their words. */
import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../test/world.ts';
import { conditionEvents, healthyConditions, nodeConditions } from './node-conditions.ts';

const { host } = createWorld();
const lines = (troubles: readonly string[]): string[] =>
  nodeConditions(host, troubles).map(({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`);

describe('the conditions of a node', () => {
  it('that is well', () => {
    expect(lines([])).toEqual([
      'MemoryPressure False KubeletHasSufficientMemory: kubelet has sufficient memory available',
      'DiskPressure False KubeletHasNoDiskPressure: kubelet has no disk pressure',
      'PIDPressure False KubeletHasSufficientPID: kubelet has sufficient PID available',
      'Ready True KubeletReady: kubelet is posting ready status',
    ]);
  });

  it('with all troubles at once', () => {
    expect(lines(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'])).toEqual([
      'MemoryPressure True KubeletHasInsufficientMemory: kubelet has insufficient memory available',
      'DiskPressure True KubeletHasDiskPressure: kubelet has disk pressure',
      'PIDPressure True KubeletHasInsufficientPID: kubelet has insufficient PID available',
      'Ready False KubeletNotReady: node is shutting down',
    ]);
  });

  it('are told as events where they are new', () => {
    const well = healthyConditions(host);
    expect(conditionEvents(well, [])).toEqual([]);
    expect(conditionEvents(well, ['DiskPressure', 'Ready'])).toEqual(['NodeHasDiskPressure', 'NodeNotReady']);
    expect(conditionEvents(nodeConditions(host, ['PIDPressure']), ['MemoryPressure'])).toEqual([
      'NodeHasInsufficientMemory',
      'NodeHasSufficientPID',
    ]);
    expect(conditionEvents([], ['MemoryPressure'])).toEqual([]);
  });
});
