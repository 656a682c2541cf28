/** An image of the catalogue: what it does when a container runs it, and what the registry says of it. */
import type { RunBehavior } from './behavior.ts';

/** How a container starts an image: its own command and arguments, or none for the image's. */
export interface ContainerStart {
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** Ports that the container declares. */
  readonly ports: readonly number[];
  /** Whether a user land has a program of this name. */
  readonly isProgram: (name: string) => boolean;
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
  /** Whose shell it has; absent: Debian's; `none`: no shell, no files to look at. */
  readonly shell?: 'ash' | 'none';
  readonly run: (start: ContainerStart) => RunBehavior;
}
