/** The words between a process and the network: requests, replies, and what a process remembers of them. */
import type { Instant } from '#kernel';

export type NetworkRequest =
  /** The first of these names that has addresses. */
  | { readonly kind: 'lookup'; readonly names: readonly string[] }
  /** The name of an address. */
  | { readonly kind: 'reverse'; readonly address: string }
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
  | {
      readonly kind: 'http';
      readonly address: string;
      readonly port: number;
      readonly path: string;
      readonly userAgent: string;
    }
  | { readonly kind: 'ping'; readonly address: string };

export type NetworkReply =
  | { readonly kind: 'addresses'; readonly name: string; readonly addresses: readonly string[] }
  | { readonly kind: 'unknown-name' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'response'; readonly status: number; readonly body: string; readonly location: string }
  | { readonly kind: 'refused' }
  /** The other side closed the connection without an answer. */
  | { readonly kind: 'closed' }
  /** Nothing is at the address, or nothing gets through to it: a connection is tried until it is given up. */
  | { readonly kind: 'nowhere' }
  /** Nothing came in time. */
  | { readonly kind: 'silence' };

/** What a program has heard so far, oldest first. */
export interface Talk {
  readonly replies: NetworkReply[];
  /** The number of the request that is under way; 0: none is. */
  ticket: number;
  isNowhere: boolean;
}

/** A process waits for a reply. */
export interface ReplyWait {
  readonly kind: 'reply';
  readonly ticket: number;
  readonly request: NetworkRequest;
  /** When it gives up; null: never. */
  until: Instant | null;
  /** When it gives up while nothing is at the other side. */
  readonly connectUntil: Instant;
  isSent: boolean;
}
