/** The numbered cases of failing pulls: when the kubelet tries again, and what it says meanwhile. */
import { expect, test } from '@jest/globals';
import { SECOND } from '#kernel';
import { playText } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf } from '../test/world.ts';
import { ensureImage, onPullFinished } from './image-manager.ts';

const typo = container('app', { image: 'typo_image', imagePullPolicy: 'Always' });

/** Asks for the image at these seconds; every pull fails at once with `message`. The reasons, and the events of each time. */
function failAt(seconds: readonly number[], message: string): { reasons: string[]; events: string[]; last: string } {
  const world = createWorld();
  const worker = addIdleWorker(world, pod());
  const outcomes = seconds.map((second) => {
    world.host.now = second * SECOND;
    const asked = ensureImage(world.ctx, worker, typo);
    if (asked.kind !== 'pulling') return asked;
    const pull = {
      worker,
      token: 0,
      image: 'typo_image',
      queuedAt: world.host.now,
      startedAt: world.host.now,
    };
    return onPullFinished(world.ctx, worker, { ...pull, result: { kind: 'failed', message } }, 'app');
  });
  const failures = outcomes.flatMap((one) => (one.kind === 'failed' ? [one] : []));
  return {
    reasons: failures.map(({ reason }) => reason),
    events: eventsOf(world),
    last: failures.at(-1)?.message ?? '',
  };
}

test('#161 pull 404, calls spaced so that: try, try, -, try, -, -', () => {
  const { reasons, events } = failAt([0, 10, 20, 30, 40, 50], 'rpc error: code = NotFound desc = 404');
  expect(reasons).toEqual([
    'ErrImagePull',
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImagePull',
    'ImagePullBackOff',
    'ImagePullBackOff',
  ]);
  expect(events).toEqual([
    'Normal Pulling: Pulling image "typo_image" (x3)',
    'Warning Failed: Failed to pull image "typo_image": rpc error: code = NotFound desc = 404 (x3)',
    'Warning Failed: Error: ErrImagePull (x3)',
    'Normal BackOff: Back-off pulling image "typo_image" (x3)',
    'Warning Failed: Error: ImagePullBackOff (x3)',
  ]);
});

test.each([
  [
    '#164 signature error then back-off',
    'SignatureValidationFailed',
    'SignatureValidationFailed: image pull failed for typo_image because the signature validation failed',
  ],
  [
    'an unavailable registry then back-off keeps the rest of the error',
    'rpc error: code = Unknown desc = RegistryUnavailable: try later',
    'RegistryUnavailable: image pull failed for typo_image because the registry is unavailable: try later',
  ],
])('%s', (_case, error, expected) => {
  const { reasons, last } = failAt([0, 1], error);
  expect([reasons[1], last]).toEqual(['ImagePullBackOff', `Back-off pulling image "typo_image": ${expected}`]);
});

test('a pod whose image has a bad signature says so', () => {
  const options = { name: 'app:1.0', failTimes: -1, failure: 'signature' } as const;
  const settings = { profile: 'textbook', runtime: { areImagesPresent: false } } as const;
  const script = [[0, { kind: 'fault', fault: 'set-image', options }]] as const;
  const text = playText({ pod: { spec: {} }, script, settings, until: 2 }, 'events', 'pod');
  expect(text).toContain('Error: SignatureValidationFailed');
  expect(text).toContain('app waiting SignatureValidationFailed');
});
