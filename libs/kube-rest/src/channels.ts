/** The channels of `exec` and `attach` over a WebSocket: a byte in front of each message says which. */
import type { SessionEnd } from '#runtime';

/** The subprotocols that are spoken, the newest first. Only v5 can say that a channel has come to its end. */
export const channelProtocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] as const;

export const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** A message for a channel. */
export function channelMessage(channel: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([channel]), Buffer.from(text, 'utf8')]);
}

interface ClosingStatus {
  readonly metadata: object;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: object;
  readonly code?: number;
}

/**
 * The last message of a session, on the error channel.
 * @source kubelet v1.37 apiserver/pkg/util/remotecommand, cri-streaming: writeStatus
 */
export function closingStatus(end: SessionEnd): ClosingStatus {
  if (end.kind === 'error') return internalErrorStatus(`error executing command in container: ${end.message}`);
  if (end.code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${end.code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(end.code) }] },
  };
}

export const internalErrorStatus = (message: string): ClosingStatus => ({
  metadata: {},
  status: 'Failure',
  message: `Internal error occurred: ${message}`,
  reason: 'InternalError',
  details: { causes: [{ message }] },
  code: 500,
});
