/** Ephemeral containers: what they cannot have. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../../test/pods.ts';
import type { Container } from '../container.ts';
import { validatePodObject } from './pod.ts';

const refusals = (changes: Partial<Container>): readonly string[] =>
  validatePodObject(pod({ ephemeralContainers: [container({ name: 'debug', ...changes })] })).map(
    ({ field, message }) => `${field}: ${message}`,
  );

describe('ephemeral containers', () => {
  it('a plain one is fine', () => {
    expect(refusals({ command: ['sh'] })).toEqual([]);
  });

  it('they have no ports, probes, hooks or resources', () => {
    const tcpSocket = { port: 1 };
    const changes = {
      ports: [{ containerPort: 1 }],
      livenessProbe: { tcpSocket },
      resources: { requests: { cpu: '1' } },
    };
    expect(refusals(changes)).toEqual([
      'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
      'spec.ephemeralContainers[0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container',
      'spec.ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container',
    ]);
  });

  it('their name is free and their target exists', () => {
    expect(refusals({ name: 'app' })).toEqual(['spec.ephemeralContainers[0].name: Duplicate value: "app"']);
    expect(refusals({ targetContainerName: 'nope' })).toEqual([
      'spec.ephemeralContainers[0].targetContainerName: Not found: "nope"',
    ]);
  });
});
