/** Single facts of a pod's life: how it ends, which lines tell of something, how long a container waits for its restart. */
import { SECOND } from '#kernel';
import type { Container, Pod, PodSpec } from '#kube-api';
import { getObject } from '#object-store';
import { containersOf, play, playText, stateText, type Play, type PodSketch, type Show } from './timeline-text.ts';

export type Life = Omit<Play, 'until'> & { readonly until?: number };

/** What containers do, by name. */
export type Behavior = NonNullable<PodSketch['behavior']>;

const UNTIL = 60;
const whole = (life: Life): Play => ({ until: UNTIL, ...life });

/** The pod at the end of what is played. */
export function podAtEnd(life: Life): Pod | undefined {
  return getObject(play(whole(life)).store, 'pods', `default/${life.pod.name ?? 'web'}`) as Pod | undefined; // pods holds Pods
}

/** `Failed DeadlineExceeded; app Error 1 restarts 2` at the end of what is played, or `gone`. */
export function endOf(life: Life): string {
  const pod = podAtEnd(life);
  if (!pod) return 'gone';
  const { phase = '', reason = '' } = pod.status ?? {};
  const containers = containersOf(pod).map(({ name, state, ready, restartCount }) =>
    [name, stateText(state), ready ? 'ready' : '', restartCount > 0 ? `restarts ${restartCount}` : '']
      .filter(Boolean)
      .join(' '),
  );
  return `${[phase, reason].filter(Boolean).join(' ')}; ${containers.join(', ')}`;
}

/** The lines of these kinds that match, without columns. */
export const linesOf = (life: Life, pattern: RegExp, ...shown: readonly Show[]): readonly string[] =>
  playText(whole(life), ...shown)
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' '))
    .filter((line) => pattern.test(line));

/** The same without their times. */
export const toldOf = (life: Life, pattern: RegExp, ...shown: readonly Show[]): readonly string[] =>
  linesOf(life, pattern, ...shown).map((line) => line.replace(/^\S+ /, ''));

/** Seconds at which such a line comes. */
export const secondsOf = (life: Life, pattern: RegExp, ...shown: readonly Show[]): readonly number[] =>
  linesOf(life, pattern, ...shown).map((line) => Number.parseFloat(line.slice(1)));

/** Seconds between each end of the container `app` and its next start. */
export function delaysOf(life: Life): readonly number[] {
  const lines = linesOf(life, / app (exit|Started) /, 'events', 'signals');
  const times = lines.map((line) => ({ at: Number.parseFloat(line.slice(1)), isExit: line.includes(' exit ') }));
  return times.flatMap(({ at, isExit }, index) => {
    const next = times[index + 1];
    return isExit && next ? [Math.round((next.at - at) * SECOND) / SECOND] : [];
  });
}

/** A pod with one container `app`, with further fields of the container and the pod. */
export const app = (container: Partial<Container> = {}, spec: Partial<PodSpec> = {}): Partial<PodSpec> => ({
  containers: [{ name: 'app', ...container }],
  ...spec,
});
