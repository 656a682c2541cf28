/** Faults: one DTO for each row of the cluster's table. */
import { expect, test } from '@jest/globals';
import 'reflect-metadata';
import { faults } from '#cluster';
import { faultCommandOf, faultDtos } from './fault.dto.ts';

test('every fault of the cluster has a DTO', () => {
  expect(Object.keys(faultDtos)).toEqual(Object.keys(faults));
});

test('what is left out has its default', () => {
  expect(faultCommandOf({ fault: 'exit-container', pod: 'web', container: 'main' })).toEqual({
    kind: 'fault',
    fault: 'exit-container',
    options: { namespace: 'default', pod: 'web', container: 'main', code: 1 },
  });
});

test('an image change says only what it changes', () => {
  expect(faultCommandOf({ fault: 'set-image', name: 'nginx', failTimes: -1, failure: 'notfound' })).toEqual({
    kind: 'fault',
    fault: 'set-image',
    options: { name: 'nginx', failTimes: -1, failure: 'notfound' },
  });
});

test('usage is told in quantities', () => {
  expect(faultCommandOf({ fault: 'set-usage', pod: 'web', memory: '500Mi' })).toEqual({
    kind: 'fault',
    fault: 'set-usage',
    options: { namespace: 'default', pod: 'web', memory: '500Mi' },
  });
});

test.each([
  [{ fault: 'set-node-usage', node: 'node-1', memory: 'much' }, 'memory: Invalid value: "much": must be a quantity'],
  [undefined, 'fault: Required value'],
  [{ fault: 'toString' }, 'must be one of exit-container'],
  [{ fault: 'set-image', name: 'nginx', failure: 'rude' }, 'failure: Invalid value: "rude": must be one of notfound'],
  [{ fault: 'kill-sandbox', pod: 'web', namespace: null }, 'namespace: Invalid value: null'],
])('%j is refused', (body, message) => {
  expect(() => faultCommandOf(body)).toThrow(message);
});
