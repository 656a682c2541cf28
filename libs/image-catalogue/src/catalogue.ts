/** Looks a container's behavior up: the annotation first, then the image, then the default. */
import { annotatedBehavior, BEHAVIOR_ANNOTATION, behaviorOfRun, type RunBehavior } from './behavior.ts';
import { repositoryOf } from './image-reference.ts';
import type { ContainerStart, Image } from './image.ts';
import { missingProgram, programName } from './images/busybox.ts';
import { images } from './images/index.ts';

/** What an image without an entry in the catalogue weighs. */
export const DEFAULT_IMAGE_BYTES = 73_400_320;

/** A container that obeys TERM ends this long after it, with code 0. */
export const DEFAULT_TERM_SECONDS = 0.02;

export interface BehaviorQuery extends ContainerStart {
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly container: string;
  readonly image: string;
  /** Runs of this container before this one. */
  readonly run: number;
}

const byRepository = new Map(images.map((image) => [image.repository, image]));

/** The catalogue's entry of an image, if it has one. */
export const findImage = (image: string): Image | undefined => recall(image).entry;

/** What the name of an image says. */
interface Named {
  readonly entry: Image | undefined;
  /** An image of a program and nothing else: there is no shell to run. */
  readonly isDistroless: boolean;
}

const named = new Map<string, Named>();
const NAMED_LIMIT = 4096;

/** Reads through a memory of what was read before: a cluster runs few different images, and asks at every start and stop. */
function recall(image: string): Named {
  const before = named.get(image);
  if (before) return before;
  if (named.size >= NAMED_LIMIT) named.clear();
  const repository = repositoryOf(image);
  const entry = byRepository.get(repository.slice(repository.lastIndexOf('/') + 1));
  const read = { entry, isDistroless: /(^|\/)distroless\//.test(repository) };
  named.set(image, read);
  return read;
}

/**
 * What the coming run of a container does. A command that a user land has runs as a process, whatever the image. An image
 * that nobody knows otherwise runs for ever, answers 200 on the ports that the container declares and obeys TERM.
 */
export function behaviorFor(query: BehaviorQuery): RunBehavior {
  const annotated = annotatedBehavior(query.annotations?.[BEHAVIOR_ANNOTATION], query.container);
  if (annotated) return behaviorOfRun(annotated, query.run);
  const { entry: image, isDistroless } = recall(query.image);
  const own: RunBehavior = image ? image.run(query) : { ports: query.ports.map((port) => ({ port })) };
  if (own.userLand || own.startError !== undefined) return own;
  const [file] = query.command;
  const isKnown = file !== undefined && query.isProgram(programName(file));
  if (image?.shell === 'none' || isDistroless) return isKnown && !image ? missingProgram(file) : own;
  const dialect = image?.shell ?? 'dash';
  return isKnown
    ? { userLand: { argv: [...query.command, ...query.args], dialect } }
    : { ...own, userLand: { argv: [], dialect } };
}
