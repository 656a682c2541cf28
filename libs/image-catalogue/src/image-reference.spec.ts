/** Names of images. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalImage, imageIdOf, isImageReference, repositoryOf, withDefaultTag } from './image-reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('an image name', () => {
  it.each([
    'app',
    'app:1.0',
    'app:latest',
    'team/app',
    'registry.example/app',
    'registry.example:5000/team/app:v1_2.3-x',
    'localhost/app',
    `app@${DIGEST}`,
    `registry.example/app:1.0@${DIGEST}`,
    'a/b/c/d',
    'my__app',
    'my-app.v2',
    'UPPER.example/app',
    `app:${'x'.repeat(128)}`,
    '0123456789abcdef'.repeat(4).slice(1),
  ])('%s can be used', (image) => {
    expect(isImageReference(image)).toBe(true);
  });

  it.each([
    '',
    ' app',
    'app ',
    'App',
    'app:',
    'app:1:2',
    'app:-x',
    `app:${'x'.repeat(129)}`,
    'app@sha256:12',
    'http://registry.example/app',
    '/app',
    'app/',
    'my___app',
    'my..app',
    'team//app',
    '0123456789abcdef'.repeat(4),
    `a/${'b'.repeat(4096)}`,
  ])('%j cannot', (image) => {
    expect(isImageReference(image)).toBe(false);
  });

  it('of any length is read in good time', () => {
    for (const part of ['a', 'a-', 'a.', 'a/', 'a:', '-', '_']) isImageReference(part.repeat(4095));
    expect(isImageReference('a'.repeat(4096))).toBe(true);
  });
});

describe('the default tag', () => {
  it.each([
    ['app', 'app:latest'],
    ['app:1.0', 'app:1.0'],
    [`app@${DIGEST}`, `app@${DIGEST}`],
    ['registry.example:5000/app', 'registry.example:5000/app:latest'],
  ])('makes %s %s', (image, expected) => {
    expect(withDefaultTag(image)).toBe(expected);
  });
});

describe('the full name', () => {
  it.each([
    ['app', 'docker.io/library/app:latest'],
    ['app:1.0', 'docker.io/library/app:1.0'],
    ['team/app:1.0', 'docker.io/team/app:1.0'],
    ['registry.example/app', 'registry.example/app:latest'],
    ['localhost/app:1.0', 'localhost/app:1.0'],
    ['localhost:5000/app', 'localhost:5000/app:latest'],
    [`app@${DIGEST}`, `docker.io/library/app@${DIGEST}`],
  ])('of %s is %s', (image, expected) => {
    expect(canonicalImage(image)).toBe(expected);
  });
});

describe('the repository', () => {
  it.each([
    ['docker.io/library/app:1.0', 'docker.io/library/app'],
    ['registry.example:5000/app', 'registry.example:5000/app'],
    ['registry.example:5000/app:1.0', 'registry.example:5000/app'],
    [`app:1.0@${DIGEST}`, 'app'],
  ])('of %s is %s', (image, expected) => {
    expect(repositoryOf(image)).toBe(expected);
  });
});

describe('the image id', () => {
  it('is a digest of the full name', () => {
    expect(imageIdOf('app:1.0')).toMatch(/^docker\.io\/library\/app@sha256:[0-9a-f]{64}$/);
    expect(imageIdOf('docker.io/library/app:1.0')).toBe(imageIdOf('app:1.0'));
    expect(imageIdOf('app:1.1')).not.toBe(imageIdOf('app:1.0'));
  });
});

describe('any image', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const host = fc.constantFrom('', 'registry.example/', 'localhost:5000/', 'docker.io/', 'team/');
  const tag = fc.constantFrom('', ':1.0', ':latest', `@${DIGEST}`, `:v1@${DIGEST}`);
  const image = fc
    .tuple(host, fc.array(word, { minLength: 1, maxLength: 3 }), tag)
    .map(([registry, path, suffix]) => `${registry}${path.join('/')}${suffix}`);

  it('can be used, and so can its full name', () => {
    fc.assert(
      fc.property(image, (name) => isImageReference(name) && isImageReference(canonicalImage(name))),
      { seed: 1 },
    );
  });

  it('has one full name: that of its full name is itself', () => {
    fc.assert(
      fc.property(image, (name) => canonicalImage(canonicalImage(name)) === canonicalImage(name)),
      { seed: 1 },
    );
  });

  it('has one id under all its names', () => {
    fc.assert(
      fc.property(image, (name) => imageIdOf(name) === imageIdOf(canonicalImage(name))),
      { seed: 1 },
    );
  });

  it('belongs to a repository that is named in it', () => {
    fc.assert(
      fc.property(image, (name) => canonicalImage(name).startsWith(repositoryOf(canonicalImage(name)))),
      { seed: 1 },
    );
  });
});

describe('any text', () => {
  it('is either an image name or not, without trouble', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => typeof isImageReference(text) === 'boolean'),
      { seed: 1 },
    );
  });
});
