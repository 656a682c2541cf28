/** What goes in and out of the API server: a request as data, an answer as data. HTTP only adapts them. */
import type { IncludeObject } from '#kube-api';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

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
  /** The body as sent, for the server to parse: then a syntax error or a key written twice is reported as it should be. */
  readonly text?: string;
  /** Set instead of a body that is no text and could not be read. */
  readonly unreadable?: UnreadableBody;
}

/** Why a body cannot be read; with the kind that it claims to be, if that much could be read. */
export interface UnreadableBody {
  readonly why: string;
  readonly kind?: string;
  readonly apiVersion?: string;
  /** The beginning of the body, as refusals show it. */
  readonly shown: string;
}

export interface ApiResponse {
  readonly code: number;
  /** A Kubernetes object, list, Table or Status; text for the few text answers. */
  readonly body: unknown;
  /** Media type of the body where it is not `application/json`. */
  readonly contentType?: string;
  /** Further headers, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Texts of `Warning: 299` headers. */
  readonly warnings?: readonly string[];
  /** Set when the request was a watch: the frames come from `watchFrames`. */
  readonly watch?: Watch;
  /** Set when the request leads to a container: the caller connects it, with the query's other parameters. */
  readonly connect?: Connection;
}

/** A checked request for a container's log, for a process in it, or for the pod's ports. */
export interface Connection {
  readonly kind: 'log' | 'exec' | 'attach' | 'portforward';
  readonly namespace: string;
  readonly pod: string;
  /** Absent for ports, which belong to the pod. */
  readonly container?: string;
}

/** An open watch as plain data. */
export interface Watch {
  readonly resource: string;
  readonly namespace?: string;
  /** Only the object of this name. */
  readonly name?: string;
  /** Sequence number of the newest timeline entry already looked at. */
  readonly after: number;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly asTable: boolean;
  readonly bookmarks: boolean;
  /** Seconds until the server ends the watch; absent for the default. */
  readonly timeoutSeconds?: number;
  /** The next frames begin with what exists: as ADDED frames, and if wanted the bookmark that ends them. */
  readonly initial?: 'objects' | 'objects-and-bookmark';
  /** Frames carry metadata only. */
  readonly asMetadata?: boolean;
  readonly includeObject?: IncludeObject;
  /** The columns of a Table are sent in the first frame only. */
  readonly columnsSent?: boolean;
  /** An ERROR frame was sent: the stream is over. */
  readonly ended?: boolean;
}

/** One frame of a watch stream: `{"type":"ADDED","object":{...}}`. */
export interface WatchFrame {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}
