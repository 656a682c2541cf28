/** The table of subresources. */
import { describe, expect, it } from '@jest/globals';
import { resourceTypes } from '#kube-api';
import { subresourceHandlers } from './handlers.ts';

describe('subresources', () => {
  it('every announced verb has a handler', () => {
    for (const { subresources } of resourceTypes)
      for (const { name, verbs } of subresources)
        for (const verb of verbs) expect(subresourceHandlers[name]?.[verb]).toBeDefined();
  });
});
