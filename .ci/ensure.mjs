// Makes the checkout ready to run: installs when the lock file or Node changed, builds when a source is newer than the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const installStamp = join(root, 'node_modules/.podlab-install');
const buildStamp = join(root, 'dist/.podlab-build');
const sourceRoots = ['apps', 'libs', 'test'];

const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
};

const installKey = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(process.version)
  .digest('hex');

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (!entry.name.endsWith('.spec.ts')) yield path;
  }
}

const buildKey = () => {
  const hash = createHash('sha256')
    .update(installKey)
    .update(read(join(root, '.swcrc')));
  for (const folder of sourceRoots)
    for (const path of filesUnder(join(root, folder))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path}:${mtimeMs}:${size}\n`);
    }
  return hash.digest('hex');
};

if (read(installStamp) !== installKey) {
  // Scripts of packages are not needed: every native part comes prebuilt from the registry.
  run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, installKey);
}
if (process.argv[2] === 'build' && read(buildStamp) !== buildKey()) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const ignore = ['--ignore', '**/*.spec.ts'];
  run('node_modules/.bin/swc', [...sourceRoots, '-d', 'dist', '--copy-files', '--quiet', ...ignore]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(buildStamp, buildKey());
}
