/** kubectl, as it is, against a simulation: what it prints is what it printed against a real cluster. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TestServer } from '../e2e/server.ts';
import { findKubectl, runKubectl, type Run } from './kubectl.ts';

interface Recorded {
  readonly args: readonly string[];
  readonly code: number;
  /** What it printed; of a failure only the last line. */
  readonly lines: readonly string[];
}

const MINUTES = 60_000;
jest.setTimeout(10 * MINUTES);

const golden = fileURLToPath(new URL('../golden/kubectl/', import.meta.url));
const commands = JSON.parse(readFileSync(`${golden}commands.json`, 'utf8')) as readonly Recorded[];
const kubectl = findKubectl();

test('the recorded commands are at hand', () => {
  expect(commands.length).toBeGreaterThan(60);
  if ('why' in kubectl) console.warn(`kubectl is not tested: ${kubectl.why}`);
});

/** Ages, and the width of their column. */
const mask = (line: string): string =>
  line
    .replace(/\b\d+(s|m|h)(\d+s)?\b/g, '<age>')
    .replace(/ +/g, ' ')
    .trimEnd();
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(mask);

/** Of a failure the end counts: before it stand what came earlier and the server's whole answer. */
function isAsRecorded({ code, stdout, stderr }: Run, want: Recorded): boolean {
  const lines = want.lines.map(mask).join('\n');
  if (code !== want.code) return false;
  return code === 0 ? linesOf(stdout).join('\n') === lines : linesOf(stderr).join('\n').endsWith(lines);
}

function testKubectl(path: string): void {
  let server: TestServer;
  let place: { server: string; namespace: string; cwd: string };
  const run = (args: readonly string[], input?: string, env: Record<string, string> = {}): Promise<Run> =>
    runKubectl(path, args, { ...place, env }, input);

  beforeAll(async () => {
    server = await TestServer.boot();
    const id = await server.simulation({
      nodes: [{ name: 'n1' }, { name: 'x2' }],
      clock: { mode: 'real-time', rate: 10 },
    });
    place = { server: `${server.url}/simulations/${id}`, namespace: 'kubectl-demo', cwd: golden };
  });
  afterAll(() => server.close());

  test('prints what it printed against a real cluster', async () => {
    const wrong: object[] = [];
    for (const recorded of commands) {
      const result = await run(recorded.args);
      if (!isAsRecorded(result, recorded)) wrong.push({ recorded, result });
    }
    expect(wrong).toEqual([]);
  });

  test('explains, describes, edits, compares and runs commands', async () => {
    place = { ...place, namespace: 'default' };
    expect((await run(['apply', '-f', 'pod.yaml'])).code).toBe(0);
    expect((await run(['wait', '--for=condition=Ready', 'pod/web', '--timeout=20s'])).stdout).toContain(
      'condition met',
    );
    expect((await run(['explain', 'pod.spec.containers.livenessProbe'])).stdout).toContain(
      'FIELD: livenessProbe <Probe>',
    );
    expect((await run(['describe', 'pod', 'web'])).stdout).toMatch(
      /Readiness: +http-get http:\/\/:8080\/ delay=0s timeout=1s period=1s/,
    );
    expect((await run(['describe', 'node', 'x2'])).stdout).toContain('Allocated resources:');
    const edited = await run(['edit', 'pod', 'web'], '', { EDITOR: 'sed -i /app:.web/s/web/edited/' });
    expect([edited.stdout, edited.stderr]).toEqual(['pod/web edited\n', '']);
    const differs = await run(['diff', '-f', 'pod.yaml']);
    expect([differs.code, differs.stdout]).toEqual([1, expect.stringContaining('+    app: web')]);
    const shell = await run(['exec', '-i', 'web', '--', 'sh', '-c', 'ls']);
    expect([shell.code, shell.stdout]).toEqual([0, 'bin\\netc\\n']);
  });

  test('follows a rollout, and drains under a budget', async () => {
    place = { ...place, namespace: 'default' };
    expect((await run(['create', 'deployment', 'd', '--image=app:1.0', '--replicas=2'])).code).toBe(0);
    expect((await run(['create', 'pdb', 'b', '--selector=app=d', '--min-available=1'])).code).toBe(0);
    expect((await run(['rollout', 'status', 'deploy/d', '--timeout=30s'])).stdout).toContain('successfully rolled out');
    const drained = await run(['drain', 'x2', '--force', '--ignore-daemonsets', '--timeout=30s']);
    expect([drained.code, drained.stdout]).toEqual([0, expect.stringContaining('node/x2 drained')]);
    expect((await run(['get', 'pdb', 'b'])).stdout).toMatch(/ALLOWED DISRUPTIONS/);
  });
}

if ('path' in kubectl) describe('kubectl', () => testKubectl(kubectl.path));
