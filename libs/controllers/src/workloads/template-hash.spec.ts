/** Hashes of pod templates are those of the real deployment controller. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dumpTemplate, type Deployment, type PodTemplate } from '#kube-api';
import { createTrial, post } from '../../test/trial.ts';
import { templateHash } from './template-hash.ts';

interface Row {
  readonly name: string;
  readonly template: PodTemplate;
  readonly collisionCount?: number;
  readonly hash: string;
}

/** Stored templates with the hash that the Go code of v0.37.2 computes for them: a field of each kind, alone and mixed. */
const rows: readonly Row[] = gunzipSync(
  readFileSync(new URL('../../../../test/golden/template-hashes.jsonl.gz', import.meta.url)),
)
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row); // written in this form

const storedTemplate = (template: unknown): PodTemplate =>
  post<Deployment>(createTrial(), '/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd' },
    spec: { selector: { matchLabels: { a: 'd' } }, template },
  }).spec.template;

const FNV_PRIME_INVERSE = 0x359c449b;

/** The FNV-1a sum as it was before an ASCII text. */
const takeOff = (text: string, sum: number): number =>
  [...text].reverse().reduce((hash, letter) => Math.imul(hash, FNV_PRIME_INVERSE) ^ letter.charCodeAt(0), sum) >>> 0;

describe('the hash of a template', () => {
  it.each(rows)('$name', ({ template, collisionCount, hash }) => {
    expect(templateHash(template, collisionCount)).toBe(hash);
  });

  // The recording tells all of the template but one annotation's name: so what follows it is taken off again, byte by byte.
  it('differs between two images as in the recorded names d-695995b555 and d-7f6d88b478', () => {
    const readinessProbe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1 };
    const startOf = (image: string, sum: number): number => {
      const containers = [{ image, name: 'app', readinessProbe }];
      const text = dumpTemplate(storedTemplate({ metadata: { labels: { a: 'd' } }, spec: { containers } }));
      return takeOff(text.slice(text.indexOf(image)), sum);
    };
    // The sums that the letters of the names stand for.
    expect(startOf('app:1.0', 2_515_516_111)).toBe(startOf('app:2.0', 3_928_446_034));
  });
});
