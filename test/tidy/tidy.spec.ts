/** House rules that no other tool checks: words, headers, specs, sizes, purity. */
import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const pureLibs = [
  'kernel',
  'kube-api',
  'object-store',
  'image-catalogue',
  'shell',
  'runtime',
  'apiserver',
  'probe-engine',
  'hook-engine',
  'scheduler',
  'controllers',
  'kubelet',
  'cluster',
];

function filesUnder(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const isSpec = (file: string): boolean => file.endsWith('.spec.ts');
const all = ['apps', 'libs', 'test'].flatMap(filesUnder);
const sources = all.filter((file) => !isSpec(file));
const pure = pureLibs
  .flatMap((lib) => filesUnder(`libs/${lib}/src`))
  .filter((file) => !isSpec(file) && !file.endsWith('.module.ts'));

/** Lines of code of a file, without comments and strings: enough to look for words. */
const codeOf = (file: string): string =>
  read(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
    .replaceAll(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");

const offenders = (files: readonly string[], isWrong: (file: string) => boolean): string[] => files.filter(isWrong);

/** Data written by a script, not by hand. */
const isGenerated = (file: string): boolean => file.endsWith('.schema.ts');

describe('the house is tidy', () => {
  test('pure libs know no promises', () => {
    expect(offenders(pure, (file) => /\b(async|await|Promise)\b/.test(codeOf(file)))).toEqual([]);
  });

  test('every source file opens with a sentence that says what it is', () => {
    expect(offenders(sources, (file) => !/^(#!.*\n)?\/\*\*/.test(read(file)))).toEqual([]);
  });

  test('no file is longer than 400 lines', () => {
    expect(
      offenders(
        all.filter((file) => !isGenerated(file)),
        (file) => read(file).split('\n').length > 401,
      ),
    ).toEqual([]);
  });

  test('no file is a drawer for everything', () => {
    expect(offenders(all, (file) => /\/(utils?|types|helpers|common|misc)(\.ts$|\/)/.test(file))).toEqual([]);
  });

  test('files are kebab-case nouns', () => {
    expect(
      offenders(all, (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts$/.test(file.split('/').at(-1) ?? '')),
    ).toEqual([]);
  });

  test('no test is left out, and none waits for the clock on the wall', () => {
    const specs = all.filter(isSpec);
    expect(
      offenders(specs, (file) => /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/.test(codeOf(file))),
    ).toEqual([]);
    expect(offenders(specs, (file) => /\bsleep\(/.test(codeOf(file)))).toEqual([]);
  });

  test('nothing is left unfinished or switched off', () => {
    expect(offenders(sources, (file) => /\b(TODO|FIXME|HACK|XXX)\b/.test(read(file)))).toEqual([]);
    expect(offenders(sources, (file) => /@ts-(?:ignore|nocheck)\b|(?:ox|es)lint-disable/.test(read(file)))).toEqual([]);
  });

  test('a simulation is never called a sandbox, a container never a job', () => {
    expect(
      offenders(pure, (file) =>
        /\b(postStop|crashed pod|dead pod|kill timeout|retry timer|probe kind)\b/i.test(read(file)),
      ),
    ).toEqual([]);
  });

  test('an index lists names and does nothing else', () => {
    const indexes = filesUnder('libs').filter((file) => /^libs\/[^/]+\/src\/index\.ts$/.test(file));
    const isPlain = (file: string): boolean =>
      codeOf(file)
        .replaceAll(/export (type )?(\*|\{[^}]*\}) from '';/g, '')
        .trim() === '';
    expect(offenders(indexes, (file) => !isPlain(file))).toEqual([]);
  });

  test('every lib has a page that says what it is for', () => {
    const libs = readdirSync(join(root, 'libs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(libs.map(({ name }) => name).filter((name) => !existsSync(join(root, 'libs', name, 'README.md')))).toEqual(
      [],
    );
  });

  test('every pure file that does something has a spec beside it', () => {
    const doing = pure.filter(
      (file) => !file.endsWith('/index.ts') && !isGenerated(file) && /\b(function|=>)/.test(codeOf(file)),
    );
    // A file's own spec, or the one spec of a folder of small files of one kind.
    const hasSpec = (file: string): boolean => {
      const base = file.replace(/\.ts$/, '');
      const own = [`${base}.spec.ts`, `${base}.prop.spec.ts`];
      const folder = dirname(file);
      return [...own, join(folder, `${basename(folder)}.spec.ts`)].some((spec) => existsSync(join(root, spec)));
    };
    expect(offenders(doing, (file) => !hasSpec(file))).toEqual([]);
  });
});
