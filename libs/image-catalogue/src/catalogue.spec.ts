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
      exitAfter: 0,
      exitCode: 1,
    });
  });

  it('of an image that nobody knows is to run for ever and to answer on its ports', () => {
    expect(behaviorFor(query)).toEqual({ ports: [{ port: 8080 }] });
  });
});
