/** The wall clock: the one place where real time and timers come from, so that tests can bring their own. */

export interface WallClock {
  /** Milliseconds that only grow; without meaning by themselves. */
  now(): number;
  /** RFC 3339 time of day. */
  date(): string;
  /** Runs `action` once after `delay` ms. The answer cancels it. */
  after(delay: number, action: () => void): () => void;
  /** Lets everything else that is waiting have its turn. */
  breathe(): Promise<void>;
}

/** Injection token of the {@link WallClock}. */
export const WALL_CLOCK = Symbol('WALL_CLOCK');

const LONGEST_TIMER = 2_147_483_647;

export const systemWallClock: WallClock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
  after(delay, action) {
    const timer = setTimeout(action, Math.min(Math.max(0, Math.ceil(delay)), LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
