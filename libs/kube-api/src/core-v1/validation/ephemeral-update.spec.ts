/** Changes to ephemeral containers. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../../test/pods.ts';
import type { Container } from '../container.ts';
import { validateEphemeralUpdate } from './ephemeral-update.ts';

const change = (before: readonly Container[], after: readonly Container[]): readonly string[] =>
  validateEphemeralUpdate(pod({ ephemeralContainers: after }), pod({ ephemeralContainers: before })).map(
    ({ field, message }) => `${field}: ${message}`,
  );
const debug = (image: string): Container => container({ name: 'd', image });

describe('updates of ephemeral containers', () => {
  it('one may be added, before or behind the others', () => {
    expect(change([debug('x')], [container({ name: 'e' }), debug('x')])).toEqual([]);
  });

  it('one that is there may not go', () => {
    expect(change([debug('x')], [])).toEqual([
      'spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be removed\n',
    ]);
  });

  it('one that is there may not change, and the refusal shows how', () => {
    expect(change([debug('x')], [debug('y')])).toEqual([
      'spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be changed\n' +
        '@@ -1,6 +1,6 @@\n {\n  "Name": "d",\n- "Image": "x",\n+ "Image": "y",\n  "Command": null,\n  "Args": null,\n  "WorkingDir": "",\n',
    ]);
  });
});
