/** Looking behaviors up. */
import { describe, expect, it } from '@jest/globals';
import { behaviorFor, findImage, type BehaviorQuery } from './catalogue.ts';

const query: BehaviorQuery = {
  annotations: undefined,
  container: 'app',
  image: 'app:1.0',
  run: 0,
  command: [],
  args: [],
  ports: [8080],
  isProgram: (name) => ['sh', 'sleep', 'false'].includes(name),
};

describe('an image of the catalogue', () => {
  it.each([
    'nginx',
    'nginx:1.27',
    'docker.io/library/nginx',
    'registry.example:5000/team/nginx:1',
    `nginx@sha256:${'a'.repeat(64)}`,
  ])('is found as %s', (image) => {
    expect(findImage(image)?.repository).toBe('nginx');
  });

  it('is not found by a part of its name', () => {
    expect(['my-nginx', 'nginx/app', 'unheard'].map((image) => findImage(image))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the behavior of a container', () => {
  const annotations = {
    'podlab/behavior': JSON.stringify({ containers: { app: { exitAfter: 1, runs: [{}, { exitAfter: 2 }] } } }),
  };

  it('is what the annotation says, run by run', () => {
    expect([0, 1].map((run) => behaviorFor({ ...query, annotations, run }))).toEqual([
      { exitAfter: 1 },
      { exitAfter: 2 },
    ]);
    expect(behaviorFor({ ...query, image: 'nginx', annotations })).toEqual({ exitAfter: 1 });
  });

  it('is what the image does when the annotation says nothing of it', () => {
    expect(behaviorFor({ ...query, image: 'busybox', command: ['false'], annotations, container: 'other' })).toEqual({
      userLand: { argv: ['false'], dialect: 'ash' },
    });
  });

  it('of an image that nobody knows is to run for ever and to answer on its ports', () => {
    expect(behaviorFor(query)).toEqual({ ports: [{ port: 8080 }], userLand: { argv: [], dialect: 'dash' } });
  });

  it.each([
    ['app:1.0', 'dash'],
    ['nginx', 'dash'],
    ['alpine:3', 'ash'],
  ])('of %s with a command of the user land is a process', (image, dialect) => {
    const behavior = behaviorFor({ ...query, image, command: ['/bin/sh', '-c'], args: ['sleep 1'] });
    expect(behavior).toEqual({ userLand: { argv: ['/bin/sh', '-c', 'sleep 1'], dialect } });
  });

  it('of an image without a shell is not to start one', () => {
    const image = 'gcr.io/distroless/static';
    expect(behaviorFor({ ...query, image, command: ['sh'] }).startError).toContain(
      'exec: "sh": executable file not found',
    );
    expect(behaviorFor({ ...query, image, command: ['/app'] })).toEqual({ ports: [{ port: 8080 }] });
    expect(behaviorFor({ ...query, image: 'pause', command: ['sh'] }).userLand).toBeUndefined();
  });
});
