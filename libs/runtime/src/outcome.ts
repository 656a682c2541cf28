/** How a request into a pod came out. */

export type Outcome =
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'response'; readonly status: number; readonly body: string; readonly location: string }
  | { readonly kind: 'connected' }
  | { readonly kind: 'serving'; readonly status: string }
  | { readonly kind: 'refused' }
  /** The other side closed the connection without an answer. */
  | { readonly kind: 'closed' }
  /** The command could not be run; the runtime's words. */
  | { readonly kind: 'error'; readonly message: string };
