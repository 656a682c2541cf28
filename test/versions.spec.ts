/** One manifest under every Kubernetes version that can be imitated: what each version changed in its life. */
import { describe, expect, it } from '@jest/globals';
import { block, playText, type PodSketch, type Show } from './timeline-text.ts';

const live = (pod: PodSketch, until: number, version: string, ...shows: readonly Show[]): readonly string[] =>
  playText(
    { pod, until, settings: { kubernetesVersion: version, profile: 'textbook', runtime: { areImagesPresent: true } } },
    ...shows,
  ).split('\n');

/** The lines that are gone (`-`) and new (`+`), with single blanks, in order of time. */
function changes(before: readonly string[], after: readonly string[]): string {
  const plain = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll(/ {2,}/g, ' '));
  const [old, now] = [plain(before), plain(after)];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  const come = now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  const timeOf = (line: string): number => Number.parseFloat(line.slice(3));
  return [...gone, ...come].toSorted((a, b) => timeOf(a) - timeOf(b)).join('\n');
}

const crashing: PodSketch = { spec: {}, behavior: { app: { exitAfter: 1, exitCode: 1 } } };

describe('a container that crashes', () => {
  const lifeIn = (version: string): readonly string[] => live(crashing, 16.5, version, 'events', 'pod');

  it('in 1.34', () => {
    expect(lifeIn('1.34').join('\n')).toBe(
      block(`
      +0.0s   web  ADDED
      +0.0s   web  MODIFIED   on node-1, PodScheduled True
      +0.0s   web  Scheduled  Successfully assigned default/web to node-1
      +0.0s   web  MODIFIED   app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s   app  Pulled     Container image "app:1.0" already present on machine
      +0.1s   app  Created    Created container: app
      +0.2s   app  Started    Started container app
      +1.0s   web  MODIFIED   Running, app running ready, PodReadyToStartContainers True, Ready True, ContainersReady True
      +2.0s   app  Pulled     Container image "app:1.0" already present on machine (x2)
      +2.0s   web  MODIFIED   app Error 1 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +2.1s   app  Created    Created container: app (x2)
      +2.1s   app  Started    Started container app (x2)
      +3.0s   web  MODIFIED   app running ready restarts 1, Ready True, ContainersReady True
      +4.0s   app  BackOff    Back-off restarting failed container app in pod web_default(<uid>)
      +4.0s   web  MODIFIED   app Error 1 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +15.0s  app  Pulled     Container image "app:1.0" already present on machine (x3)
      +15.0s  web  MODIFIED   app waiting CrashLoopBackOff
      +15.1s  app  Created    Created container: app (x3)
      +15.1s  app  Started    Started container app (x3)
      +16.0s  web  MODIFIED   app running ready restarts 2, Ready True, ContainersReady True
    `),
    );
  });

  it.each([
    [
      '1.34',
      '1.35',
      `
      - +0.1s app Pulled Container image "app:1.0" already present on machine
      - +0.1s app Created Created container: app
      + +0.1s app Pulled Container image "app:1.0" already present on machine and can be accessed by the pod
      + +0.1s app Created Container created
      - +0.2s app Started Started container app
      + +0.2s app Started Container started
      - +2.0s app Pulled Container image "app:1.0" already present on machine (x2)
      + +2.0s app Pulled Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      - +2.1s app Created Created container: app (x2)
      - +2.1s app Started Started container app (x2)
      + +2.1s app Created Container created (x2)
      + +2.1s app Started Container started (x2)
      + +14.0s app Pulled Container image "app:1.0" already present on machine and can be accessed by the pod (x3)
      + +14.0s web MODIFIED app waiting CrashLoopBackOff
      + +14.1s app Created Container created (x3)
      + +14.1s app Started Container started (x3)
      - +15.0s app Pulled Container image "app:1.0" already present on machine (x3)
      - +15.0s web MODIFIED app waiting CrashLoopBackOff
      + +15.0s web MODIFIED app running ready restarts 2, Ready True, ContainersReady True
      - +15.1s app Created Created container: app (x3)
      - +15.1s app Started Started container app (x3)
      - +16.0s web MODIFIED app running ready restarts 2, Ready True, ContainersReady True
      + +16.0s app BackOff Back-off restarting failed container app in pod web_default(<uid>) (x2)
      + +16.0s web MODIFIED app Error 1 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
    `,
    ],
    [
      '1.35',
      '1.36',
      `
      + +0.1s web MODIFIED PodReadyToStartContainers True
      + +0.2s web MODIFIED Running, app running ready, Ready True, ContainersReady True
      - +1.0s web MODIFIED Running, app running ready, PodReadyToStartContainers True, Ready True, ContainersReady True
      + +2.1s web MODIFIED app running ready restarts 1, Ready True, ContainersReady True
      - +3.0s web MODIFIED app running ready restarts 1, Ready True, ContainersReady True
      + +14.1s web MODIFIED app running ready restarts 2, Ready True, ContainersReady True
      - +15.0s web MODIFIED app running ready restarts 2, Ready True, ContainersReady True
    `,
    ],
    ['1.36', '1.37', ''],
  ])('from %s to %s', (older, newer, text) => {
    expect(changes(lifeIn(older), lifeIn(newer))).toBe(block(text));
  });
});

const ruled: PodSketch = {
  spec: {
    restartPolicy: 'Never',
    containers: [
      {
        name: 'app',
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
      },
    ],
  },
  behavior: { app: { runs: [{ exitAfter: 1, exitCode: 42 }, {}] } },
};

describe('a container with a rule that restarts it', () => {
  const endIn = (version: string): string => live(ruled, 4.5, version, 'pod').at(-1) ?? '';

  it.each([
    ['1.34', '+3.1s  web  MODIFIED  Failed, PodReadyToStartContainers False PodSandboxNotReady'],
    ['1.35', '+3.0s  web  MODIFIED  app running ready restarts 1, Ready True, ContainersReady True'],
    ['1.36', '+2.1s  web  MODIFIED  app running ready restarts 1, Ready True, ContainersReady True'],
    ['1.37', '+2.1s  web  MODIFIED  app running ready restarts 1, Ready True, ContainersReady True'],
  ])('in %s', (version, text) => {
    expect(endIn(version)).toBe(text);
  });
});
