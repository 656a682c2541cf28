/** `podlab run` plays the project's own examples and tells the outcome by its exit code. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runManifests, type RunOptions } from './run.ts';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const manifests = readdirSync(examples).filter((file) => file.endsWith('.yaml'));
const defaults = {
  for: 60_000,
  profile: 'textbook',
  seed: 'podlab',
  nodes: 3,
  all: false,
  logs: false,
  json: false,
} as const;

interface Played {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

let lines: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  lines = [];
  errors = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  jest.spyOn(console, 'error').mockImplementation((line: unknown) => void errors.push(String(line)));
});

afterEach(() => void jest.restoreAllMocks());

async function play(file: string, options: Partial<RunOptions> = {}): Promise<Played> {
  const code = await runManifests([examples + file], { ...defaults, ...options });
  return { code, lines, errors };
}

describe('podlab run', () => {
  test.each(manifests)('%s is accepted without a warning and its containers start', async (file) => {
    const { code, lines, errors } = await play(file);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(lines.join('\n')).toContain('phase Pending -> Running');
  });

  test('stops as soon as the condition holds', async () => {
    const { code, lines } = await play('deployment.yaml', { until: 'Ready' });
    expect(code).toBe(0);
    expect(lines.at(-1)).toContain('ready');
  });

  test('imitates an older version when asked', async () => {
    const { lines } = await play('kiada.yaml', { kubernetesVersion: '1.34' });
    expect(lines.join('\n')).toContain('Started container a');
  });

  test('a condition that is not met in time: 1', async () => {
    expect(await play('kiada.yaml', { until: 'kiada Ready', for: 1 })).toMatchObject({ code: 1 });
  });

  test('a condition that makes no sense: 2', async () => {
    const { code, errors } = await play('kiada.yaml', { until: 'kiada sings' });
    expect(code).toBe(2);
    expect(errors.join()).toMatch(/^podlab: /);
  });

  test('a file that is not there: 2, with its name', async () => {
    const { code, errors } = await play('missing.yaml');
    expect({ code, named: errors.join().includes('missing.yaml') }).toEqual({ code: 2, named: true });
  });

  test('shows what containers write where it belongs in time', async () => {
    const { lines } = await play('wait-for-service.yaml', { logs: true });
    const wrote = lines.filter((line) => line.includes('| '));
    expect(wrote.some((line) => line.includes('app/wait') && line.includes('| waiting for db'))).toBe(true);
    expect(lines.map((line) => Number.parseFloat(line.trim().slice(1)))).toEqual(
      lines.map((line) => Number.parseFloat(line.trim().slice(1))).toSorted((a, b) => a - b),
    );
  });

  test('the same seed prints the same run as JSON', async () => {
    const first = await play('init-and-sidecar.yaml', { json: true, profile: 'realistic' });
    lines = [];
    const second = await play('init-and-sidecar.yaml', { json: true, profile: 'realistic' });
    expect(second.lines).toEqual(first.lines);
    expect(JSON.parse(first.lines[0] ?? '')).toMatchObject({ seq: expect.any(Number), type: expect.any(String) });
  });
});
