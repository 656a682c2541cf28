/** Limits of local storage. */
import { expect, it } from '@jest/globals';
import type { PodSpec } from '#kube-api';
import { noUsage } from '#runtime';
import { container, pod } from '../../test/builders.ts';
import { excessText } from './local-storage.ts';

const limit = (bytes: string) => ({ resources: { limits: { 'ephemeral-storage': bytes } } });
const cache = { volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Ki' } }] };

/** What is said of a pod whose containers and volumes have so many bytes of files. */
function excess(spec: Partial<PodSpec>, containers: Readonly<Record<string, number>>, volume = 0): string | undefined {
  const usageOf = (ephemeralStorage: number) => ({ ...noUsage, ephemeralStorage });
  const total = Object.values(containers).reduce((sum, bytes) => sum + bytes, volume);
  return excessText(pod(spec), {
    total: usageOf(total),
    containers: new Map(Object.entries(containers).map(([name, bytes]) => [name, usageOf(bytes)])),
    volumes: new Map([['cache', usageOf(volume)]]),
  });
}

it.each<[string, Partial<PodSpec>, Readonly<Record<string, number>>, number, string | undefined]>([
  ['a full volume is not too full', cache, {}, 1024, undefined],
  ['a volume', cache, {}, 1025, 'Usage of EmptyDir volume "cache" exceeds the limit "1Ki". '],
  ['a volume without a limit', { volumes: [{ name: 'cache', emptyDir: {} }] }, {}, 5000, undefined],
  [
    'a container, where the pod as a whole has no excess',
    { containers: [container('app', limit('10')), container('side', limit('100'))] },
    { app: 11, side: 20 },
    0,
    'Container app exceeded its local ephemeral storage limit "10". ',
  ],
  [
    'the pod, volumes included',
    { containers: [container('app', limit('10'))], volumes: [{ name: 'cache', emptyDir: {} }] },
    { app: 5 },
    6,
    'Pod ephemeral local storage usage exceeds the total limit of containers 10. ',
  ],
  ['a pod without limits', {}, { app: 1e12 }, 0, undefined],
])('%s', (_situation, spec, containers, volume, text) => {
  expect(excess(spec, containers, volume)).toBe(text);
});
