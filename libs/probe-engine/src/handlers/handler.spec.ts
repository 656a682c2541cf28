/** Ports by number and by name. */
import { describe, expect, it } from '@jest/globals';
import { portNumber } from './handler.ts';

describe('a port', () => {
  const target = {
    podIP: '',
    ports: [{ name: 'web', containerPort: 8080 }, { containerPort: 1 }],
    env: [],
    timeoutSeconds: 1,
  };

  it.each([
    [80, 80],
    ['web', 8080],
    ['admin', undefined],
    ['', undefined],
  ])('%j of the container is %j', (port, expected) => {
    expect(portNumber(port, target)).toBe(expected);
  });
});
