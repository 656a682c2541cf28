/** An image of the catalogue: what it does when a container runs it, and what the registry says of it. */
import type { RunBehavior } from './behavior.ts';

/** How a container starts an image: its own command and arguments, or none for the image's. */
export interface ContainerStart {
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** Ports that the container declares. */
  readonly ports: readonly number[];
}

export interface Image {
  /** Last part of the repository name, such as `nginx`. */
  readonly repository: string;
  readonly sizeBytes: number;
  /** What the image runs when the container names no command. */
  readonly entrypoint: readonly string[];
  /** The user that the image names; absent: root. */
  readonly user?: string;
  readonly stopSignal?: string;
  readonly run: (start: ContainerStart) => RunBehavior;
}
