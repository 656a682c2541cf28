/** Runtime classes of pods. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, messageOf, podBody } from '../../test/host.ts';

describe('a runtime class', () => {
  it.each([
    ['nope', 403, 'pods "p" is forbidden: pod rejected: RuntimeClass "nope" not found'],
    ['a/b', 500, `invalid resource name "a/b": [may not contain '/']`],
  ])('%s is not there', (runtimeClassName, code, message) => {
    const response = ask(createHost(), 'POST', PODS, { body: podBody('p', { runtimeClassName }) });
    expect([response.code, messageOf(response)]).toEqual([code, message]);
  });
});
