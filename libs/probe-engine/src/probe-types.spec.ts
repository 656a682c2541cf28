/** The three probe types. */
import { describe, expect, it } from '@jest/globals';
import { probeTypeNames, probeTypes } from './probe-types.ts';

describe('a probe type', () => {
  it('has a field of its own in the container', () => {
    const container = {
      name: 'app',
      startupProbe: { periodSeconds: 1 },
      livenessProbe: { periodSeconds: 2 },
      readinessProbe: { periodSeconds: 3 },
    };
    expect(probeTypeNames.map((type) => probeTypes[type].select(container)?.periodSeconds)).toEqual([1, 2, 3]);
  });

  it('goes on during termination only for readiness', () => {
    expect(probeTypeNames.filter((type) => !probeTypes[type].stopsAtTermination)).toEqual(['readiness']);
  });
});
