/** The rows of reviews. */
import { expect, it } from '@jest/globals';
import { reviewResources } from './review-resources.ts';

it('reviews can only be posted', () => {
  for (const { verbs, kind, singular } of reviewResources) {
    expect(verbs).toEqual(['create']);
    expect(singular).toBe(kind.toLowerCase());
  }
});
