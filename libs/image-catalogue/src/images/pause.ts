/** The pause image: does nothing until TERM. */
import type { Image } from '../image.ts';

export const pause: Image = {
  repository: 'pause',
  sizeBytes: 320_000,
  entrypoint: ['/pause'],
  user: '65535',
  shell: 'none',
  run: () => ({ onTerm: { exitAfter: 0, exitCode: 0 } }),
};
