/** Names of images: parsing, the default tag, the full name that a runtime reports, and a stable digest. */
import { hash64 } from '#kernel';

const REFERENCE =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** True when an image name can be parsed at all. */
export function isImageReference(image: string): boolean {
  return image.length <= 4096 && REFERENCE.test(image) && !/^[0-9a-f]{64}$/.test(image);
}

/** The name with `:latest` when it has neither tag nor digest. */
export function withDefaultTag(image: string): string {
  return image.includes('@') || image.slice(image.lastIndexOf('/') + 1).includes(':') ? image : `${image}:latest`;
}

/** The full name that containerd reports: `app:1.0` is `docker.io/library/app:1.0`. */
export function canonicalImage(image: string): string {
  const tagged = withDefaultTag(image);
  const first = tagged.split('/', 1)[0] ?? '';
  if (!tagged.includes('/')) return `docker.io/library/${tagged}`;
  return /[.:]/.test(first) || first === 'localhost' ? tagged : `docker.io/${tagged}`;
}

/** The repository part of a full name. */
export function repositoryOf(image: string): string {
  const name = image.split('@', 1)[0] ?? image;
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/** What the runtime reports as imageID: a digest that depends on the full name only. */
export function imageIdOf(image: string): string {
  if (image !== newest.image) newest = { image, id: digestOf(canonicalImage(image)) };
  return newest.id;
}

/** The image asked for last: most containers of a moment run the same one. */
let newest = { image: '', id: '' };

function digestOf(full: string): string {
  const digest = ['a', 'b', 'c', 'd'].map((part) => hash64(part + full)).join('');
  return `${repositoryOf(full)}@sha256:${digest}`;
}
