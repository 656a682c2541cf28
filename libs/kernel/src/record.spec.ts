/** Recording makes an entry of now, caused by what led to now. */
import { describe, expect, test } from '@jest/globals';
import { createKernel } from './kernel.ts';
import { record } from './record.ts';

describe('recording', () => {
  test('an entry carries instant, type, subject, data and causes', () => {
    const state = createKernel({ seed: 'test', epoch: 0, timelineLimit: 10 });
    state.now = 42;
    state.causes = [3, 4];
    const seq = record(state, 'process.exit', 'pod/default/kiada/app', { code: 1 });
    expect(state.timeline.entries).toEqual([
      { seq, at: 42, type: 'process.exit', subject: 'pod/default/kiada/app', causes: [3, 4], data: { code: 1 } },
    ]);
    expect(state.causes).toEqual([seq]);
  });
});
