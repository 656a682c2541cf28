/** The controllers as one engine. */
import { describe, expect, it } from '@jest/globals';
import { addEntry } from '#kernel';
import { createTrial } from '../test/trial.ts';
import type { Controller } from './controller.ts';
import { controllersSubscriptions, createControllers } from './controllers.ts';

const heard: unknown[] = [];
const own: Controller = {
  name: 'own-controller',
  subscriptions: [{ resource: 'pods', delay: 1 }],
  steps: { look: (_host, payload) => heard.push(payload) },
};

describe('controllers', () => {
  it('hear of what each of them asks for, under its own name', () => {
    expect(controllersSubscriptions([own])).toEqual([{ resource: 'pods', delay: 1, owner: 'own-controller' }]);
  });

  it('handle the entries of their owners, by kind', () => {
    const host = createTrial();
    const controllers = createControllers([own]);
    const entry = { at: 0, owner: 'own-controller', kind: 'look', payload: 7, causes: [] };
    controllers.handle(host, { ...entry, serial: addEntry(host.agenda, entry) });
    expect([controllers.owners, heard]).toEqual([['own-controller'], [7]]);
  });

  it('of the default table never hear of a plain pod', () => {
    const ofPods = controllersSubscriptions().filter(({ resource }) => resource === 'pods');
    expect(ofPods.every(({ ownedBy, bornWith }) => ownedBy !== undefined || bornWith !== undefined)).toBe(true);
  });
});
