/** Metadata that only the server writes. */
import { describe, expect, it } from '@jest/globals';
import { withoutServerFields, withoutStoredFields } from './server-fields.ts';

describe('what a client says about them', () => {
  it('is dropped', () => {
    const metadata = { name: 'p', generation: 7, resourceVersion: '5', creationTimestamp: '2026-01-01T00:00:00Z' };
    expect(withoutServerFields(metadata)).toEqual({ name: 'p', creationTimestamp: '2026-01-01T00:00:00Z' });
    expect(withoutStoredFields(metadata)).toEqual({ name: 'p' });
  });
});
