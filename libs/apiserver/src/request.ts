/** What goes in and out of the API server: a request as data, an answer as data. HTTP only adapts them. */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiRequest {
  readonly method: Method;
  /** Path without query, decoded, such as `/api/v1/namespaces/default/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Media type of the body without parameters; JSON when absent. */
  readonly contentType?: string;
  /** The Accept header as sent. */
  readonly accept?: string;
  readonly userAgent?: string;
  /** The body, parsed; absent for none. */
  readonly body?: unknown;
}

export interface ApiResponse {
  readonly code: number;
  /** A Kubernetes object, list, Table or Status; text for the few text answers. */
  readonly body: unknown;
  /** Texts of `Warning: 299` headers. */
  readonly warnings?: readonly string[];
  /** Set when the request was a watch: the frames come from `watchFrames`. */
  readonly watch?: Watch;
}

/** An open watch as plain data. */
export interface Watch {
  readonly resource: string;
  readonly namespace?: string;
  /** Sequence number of the newest timeline entry already looked at. */
  readonly after: number;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly asTable: boolean;
  readonly bookmarks: boolean;
  /** Seconds until the server ends the watch; absent for the default. */
  readonly timeoutSeconds?: number;
}

/** One frame of a watch stream: `{"type":"ADDED","object":{...}}`. */
export interface WatchFrame {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}
