/** Public face of the image catalogue. */
export {
  annotatedBehavior,
  BEHAVIOR_ANNOTATION,
  behaviorOfRun,
  parseAnnotation,
  replyAt,
  type ContainerBehavior,
  type Effect,
  type ExecBehavior,
  type PortBehavior,
  type Reply,
  type RunBehavior,
  type UserLand,
} from './behavior.ts';
export { behaviorFor, DEFAULT_IMAGE_BYTES, DEFAULT_TERM_SECONDS, findImage, type BehaviorQuery } from './catalogue.ts';
export { canonicalImage, imageIdOf, isImageReference, repositoryOf, withDefaultTag } from './image-reference.ts';
export type { ContainerStart, Image } from './image.ts';
