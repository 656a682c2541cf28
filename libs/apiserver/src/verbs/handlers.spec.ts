/** The table of verbs. */
import { describe, expect, it } from '@jest/globals';
import { allVerbs } from '#kube-api';
import { PODS, ask, createHost } from '../../test/host.ts';
import { verbHandlers } from './handlers.ts';

describe('verbs', () => {
  it('all have a handler', () => {
    expect(Object.keys(verbHandlers).sort()).toEqual([...allVerbs].sort());
  });

  it('a create looks at the content type before the options', () => {
    expect(ask(createHost(), 'POST', PODS, { contentType: 'text/plain', query: { dryRun: 'x' } }).code).toBe(415);
  });
});
