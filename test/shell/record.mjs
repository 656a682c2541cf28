/** Writes expected.json: what the real dash and busybox answer to every script of scripts/. Usage: node test/shell/record.mjs */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Scripts of a topic, in the order of the file. */
export const scriptsOf = (topic) =>
  readFileSync(join(here, 'scripts', `${topic}.txt`), 'utf8')
    .replace(/\n$/, '')
    .split('\n---\n');

export const topics = readdirSync(join(here, 'scripts'))
  .map((file) => file.replace('.txt', ''))
  .toSorted();

/** Busybox' own programs stand before all others. */
function applets() {
  const folder = mkdtempSync(join(tmpdir(), 'applets-'));
  spawnSync('busybox', ['--install', '-s', folder]);
  return folder;
}

/** What a real shell answers in an empty folder; absent when it is not there. */
export function answerOf(shell, script) {
  const folder = mkdtempSync(join(tmpdir(), 'script-'));
  const own = shell === 'busybox' ? applets() : undefined;
  const [file, args] = shell === 'busybox' ? [join(own, 'sh'), []] : ['dash', []];
  const env = { PATH: own ? `${own}:${PATH}` : PATH, HOME: '/root', LC_ALL: 'C' };
  const { status, stdout, error } = spawnSync(file, [...args, '-c', script], {
    cwd: folder,
    env,
    argv0: 'sh',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
  });
  rmSync(folder, { recursive: true });
  if (own) rmSync(own, { recursive: true });
  return error ? undefined : { stdout, code: status };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const expected = Object.fromEntries(
    topics.map((topic) => [
      topic,
      scriptsOf(topic).map((script) => ({
        script,
        dash: answerOf('dash', script),
        busybox: answerOf('busybox', script),
      })),
    ]),
  );
  writeFileSync(join(here, 'expected.json'), `${JSON.stringify(expected, undefined, 1)}\n`);
}
