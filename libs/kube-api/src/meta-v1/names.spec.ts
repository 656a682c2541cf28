/** Rules for names. */
import { describe, expect, it } from '@jest/globals';
import {
  checkConfigKey,
  checkEnvVarName,
  checkHeaderName,
  checkLabelName,
  checkLabelValue,
  checkNoBackSteps,
  checkPortName,
  checkPortNumber,
  checkQualifiedName,
  checkRelativePath,
  checkSubdomain,
  isIP,
  isIPv4,
  isIPv6,
} from './names.ts';

const a = (count: number): string => 'a'.repeat(count);

describe('names', () => {
  it.each([
    [checkLabelName, 'a-1', 0],
    [checkLabelName, 'A', 1],
    [checkLabelName, a(64), 1],
    [checkSubdomain, 'a.b-c', 0],
    [checkSubdomain, '-a', 1],
    [checkSubdomain, a(254), 1],
    [checkQualifiedName, 'ex.com/Name_1', 0],
    [checkQualifiedName, 'a/b/c', 1],
    [checkQualifiedName, '', 2],
    [checkQualifiedName, '/a', 1],
    [checkQualifiedName, a(64), 1],
    [checkLabelValue, '', 0],
    [checkLabelValue, 'x y', 1],
    [checkLabelValue, a(64), 1],
    [checkConfigKey, '.dot', 0],
    [checkConfigKey, '..', 1],
    [checkConfigKey, 'a b', 1],
    [checkPortName, 'http', 0],
    [checkPortName, 'HTTP_PORT_TOO_LONG_X', 3],
    [checkPortName, 'a--b', 1],
    [checkHeaderName, 'X-Name', 0],
    [checkHeaderName, 'X Name', 1],
    [checkEnvVarName, '1A b', 0],
    [checkEnvVarName, 'A=B', 1],
    [checkRelativePath, 'a/b', 0],
    [checkRelativePath, '/a/../b', 2],
    [checkNoBackSteps, 'a..b', 0],
  ] as const)('%p finds in "%s" %i mistakes', (check, value, count) => {
    expect(check(value)).toHaveLength(count);
  });

  it('a dot in a label is said as such', () => {
    expect(checkLabelName('a.b')).toEqual(['must not contain dots']);
  });

  it('a port number is a port number', () => {
    expect(checkPortNumber(0)).toHaveLength(1);
    expect(checkPortNumber(65_535)).toEqual([]);
  });
});

describe('addresses', () => {
  it.each(['10.9.8.7', '2001:db8::ffff', '::', '::ffff:10.0.0.1', '1:2:3:4:5:6:7:8'])('%s is one', (value) => {
    expect(isIP(value)).toBe(true);
  });

  it.each(['x', '999.1.1.1', '10.0.0', '1::2::3', '1:2:3', ''])('%s is none', (value) => {
    expect(isIPv4(value) || isIPv6(value)).toBe(false);
  });
});
