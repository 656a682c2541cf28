/** The three formats of patches. */
import { describe, expect, it } from '@jest/globals';
import { pod } from '../../test/pods.ts';
import { applyPatch } from './apply-patch.ts';

describe('a patch', () => {
  it.each([
    ['json', [{ op: 'add', path: '/spec/nodeName', value: 'n' }]],
    ['merge', { spec: { nodeName: 'n' } }],
    ['strategic', { spec: { nodeName: 'n' } }],
  ] as const)('in format %s sets a field', (format, patch) => {
    expect(applyPatch(format, { object: pod(), patch, kind: 'Pod' })).toEqual(pod({ nodeName: 'n' }));
  });
});
