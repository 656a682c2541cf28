/** The kubelet's 204 numbered cases: each is told by a test whose name begins with its number, or is listed here. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const LAST = 204;

/** Cases about what a simulation does not have. */
const notModelled: Readonly<Record<number, string>> = {
  109: 'a status without any list of containers: a generated status always has its lists (a missing status is #110)',
  160: 'a runtime that cannot tell which images it has',
  162: 'limits of pulls per second',
  166: 'TLS: a port answers https as it answers http, so no hook falls back',
  168: 'a pod that comes back with the uid of one that ends: static pods',
};

/** What cases that are told leave out. */
const partly: Readonly<Record<number, string>> = {
  154: 'a node whose network is not ready',
  156: 'calls that ask the runtime for the state and the size of an image',
  174: 'hooks over https, see #166',
};

const specs = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.spec.ts') && !file.endsWith('tidy/cases.spec.ts'))
    .map((file) => join(folder, file)),
);

/** The numbers at the start of names of tests, such as `#94 #95 keeps its reason`. */
function numbersIn(file: string): readonly number[] {
  const names = readFileSync(join(root, file), 'utf8').matchAll(/['"`](#\d+(?: #\d+)*)(?=['"` ])/g);
  return [...names].flatMap(([, numbers = '']) => numbers.split(' ').map((number) => Number(number.slice(1))));
}

const told = new Set(specs.flatMap(numbersIn));
const listed = Object.keys(notModelled).map(Number);
const all = Array.from({ length: LAST }, (_, index) => index + 1);

describe('the numbered cases of the kubelet', () => {
  test('are all told or listed as not modelled', () => {
    expect(all.filter((number) => !told.has(number) && !listed.includes(number))).toEqual([]);
  });

  test('are told or listed, not both', () => {
    expect(listed.filter((number) => told.has(number))).toEqual([]);
  });

  test('have no other numbers', () => {
    expect([...told, ...listed].filter((number) => !all.includes(number))).toEqual([]);
  });

  test('of which only a part is told are told', () => {
    expect(Object.keys(partly).filter((number) => !told.has(Number(number)))).toEqual([]);
  });
});
