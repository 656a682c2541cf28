/** Image stores and the registry. */
import { describe, expect, it } from '@jest/globals';
import { block, timelineText } from '../../../test/timeline-text.ts';
import { createTrial, NODE, runUntil, startApp, startPod, to, type Trial } from '../test/trial.ts';
import { isImagePresent, pullImage, removeUnusedImages, setRegistryImage } from './images.ts';
import { addNodeRuntime } from './runtime-state.ts';

const pull = (trial: Trial, image = 'app:1.0'): void =>
  pullImage(trial.host, { node: NODE, image, subject: 'pod/default/web' }, to('pulled'));
const absent = (): Trial => createTrial({ areImagesPresent: false });

describe('an image', () => {
  it('is on a node when the settings say so, until the registry says otherwise', () => {
    const trial = createTrial();
    expect(isImagePresent(trial.host, NODE, 'app:1.0')).toBe(true);
    setRegistryImage(trial.host, 'app:1.0', { isPresent: false });
    expect(isImagePresent(trial.host, NODE, 'docker.io/library/app:1.0')).toBe(false);
    expect(isImagePresent(trial.host, NODE, 'other')).toBe(true);
  });

  it('is on a node once it has been pulled there', () => {
    const trial = absent();
    addNodeRuntime(trial.host, 'n2', '172.18.0.3');
    pull(trial);
    runUntil(trial, 1.999);
    expect(isImagePresent(trial.host, NODE, 'app:1.0')).toBe(false);
    runUntil(trial, 2);
    expect([isImagePresent(trial.host, NODE, 'app:1.0'), isImagePresent(trial.host, 'n2', 'app:1.0')]).toEqual([
      true,
      false,
    ]);
    expect(trial.answers).toEqual(['+2s pulled {"kind":"pulled","sizeBytes":73400320}']);
  });

  it('is removed from a node where no container needs it, when room is made', () => {
    const trial = absent();
    for (const image of ['app:1.0', 'other:1.0']) pull(trial, image);
    runUntil(trial, 2);
    startPod(trial);
    startApp(trial);
    removeUnusedImages(trial.host, NODE);
    expect(['app:1.0', 'other:1.0'].map((image) => isImagePresent(trial.host, NODE, image))).toEqual([true, false]);
  });

  it('that is there already is pulled in the time of a question', () => {
    const trial = createTrial();
    pull(trial);
    runUntil(trial, 1);
    expect(trial.answers).toEqual(['+0.2s pulled {"kind":"pulled","sizeBytes":73400320}']);
  });

  it('has the size that the registry, else the catalogue, says', () => {
    const trial = createTrial();
    setRegistryImage(trial.host, 'app:1.0', { sizeBytes: 5 });
    for (const image of ['app:1.0', 'nginx:1.27', 'unheard']) pull(trial, image);
    runUntil(trial, 1);
    expect(trial.answers.map((line) => /sizeBytes":(\d+)/.exec(line)?.[1])).toEqual(['5', '72000000', '73400320']);
  });

  it.each([
    [
      'notfound',
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/app:1.0": failed to resolve reference "docker.io/library/app:1.0": docker.io/library/app:1.0: not found',
    ],
    [
      'unauthorized',
      'rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/library/app:1.0": failed to resolve reference "docker.io/library/app:1.0": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'unavailable',
      'rpc error: code = Unavailable desc = failed to pull and unpack image "docker.io/library/app:1.0": failed to resolve reference "docker.io/library/app:1.0": failed to do request: Head "https://docker.io/v2/": dial tcp: connect: connection refused',
    ],
  ] as const)('that the registry answers with %s cannot be pulled', (failure, message) => {
    const trial = absent();
    setRegistryImage(trial.host, 'app:1.0', { failTimes: -1, failure });
    pull(trial);
    runUntil(trial, 1);
    expect(trial.answers).toEqual([`+0.4s pulled ${JSON.stringify({ kind: 'failed', message })}`]);
    expect(isImagePresent(trial.host, NODE, 'app:1.0')).toBe(false);
  });

  it('fails as often as it was told, then comes', () => {
    const trial = absent();
    setRegistryImage(trial.host, 'app:1.0', { failTimes: 2, pullMs: 1000 });
    for (const second of [0, 10, 20, 30]) {
      runUntil(trial, second);
      pull(trial);
    }
    runUntil(trial, 40);
    expect(trial.answers.map((line) => line.slice(0, 30))).toEqual([
      '+0.4s pulled {"kind":"failed",',
      '+10.4s pulled {"kind":"failed"',
      '+21s pulled {"kind":"pulled","',
      '+30.2s pulled {"kind":"pulled"',
    ]);
  });

  it('is pulled in the name of a pod', () => {
    const trial = absent();
    pull(trial);
    expect(timelineText(trial.host, 'calls')).toBe(block(`+0.0s  web  PullImage  app:1.0`));
  });
});
