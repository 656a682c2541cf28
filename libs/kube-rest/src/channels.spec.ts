/** The channels of exec. */
import { expect, test } from '@jest/globals';
import { channelMessage, closingStatus } from './channels.ts';

test('a message begins with its channel', () => {
  expect([...channelMessage(1, 'ä')]).toEqual([1, 0xc3, 0xa4]);
});

test.each([
  [{ kind: 'exited', code: 0 } as const, { status: 'Success' }],
  [
    { kind: 'exited', code: 3 } as const,
    {
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: 'command terminated with non-zero exit code: exit status 3',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    },
  ],
  [
    { kind: 'error', message: 'why' } as const,
    {
      reason: 'InternalError',
      message: 'Internal error occurred: error executing command in container: why',
      code: 500,
    },
  ],
])('a session that ended as %j has the status %j', (end, status) => {
  expect(closingStatus(end)).toMatchObject(status);
});
