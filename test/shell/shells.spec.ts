/** Scripts answer as the real shells answered: `expected.json` is written by `record.mjs`. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { runScript } from '../../libs/shell/test/trial.ts';
import { answerOf } from './record.mjs';

interface Recorded {
  readonly script: string;
  readonly dash: { readonly stdout: string; readonly code: number };
  readonly busybox: { readonly stdout: string; readonly code: number };
}

const text = readFileSync(new URL('expected.json', import.meta.url), 'utf8');
const expected = JSON.parse(text) as Record<string, Recorded[]>; // written by record.mjs
const topics = Object.entries(expected);

const ours = (script: string, dialect: 'dash' | 'ash'): object => {
  const { stdout, code } = runScript(script, { dialect });
  return { stdout, code };
};

describe.each(topics)('scripts about %s', (_topic, recorded) => {
  it.each(recorded.map((one) => [one.script, one] as const))('%s', (script, { dash, busybox }) => {
    expect({ dash: ours(script, 'dash'), busybox: ours(script, 'ash') }).toEqual({ dash, busybox });
  });
});

describe('the recorded answers', () => {
  it('are many', () => {
    expect(topics.flatMap(([, recorded]) => recorded).length).toBeGreaterThanOrEqual(400);
  });

  it('are those of the dash that is here, if there is one', () => {
    if (!answerOf('dash', 'true')) return;
    const timing = /sleep|&/; // these take their time; the others are asked anew
    const quick = topics.flatMap(([, recorded]) => recorded).filter((one) => !timing.test(one.script));
    expect(quick.map(({ script }) => ({ script, ...answerOf('dash', script) }))).toEqual(
      quick.map(({ script, dash }) => ({ script, ...dash })),
    );
  });
});
