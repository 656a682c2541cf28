/** A host for specs, and short ways to ask it. */
import {
  bootstrapCluster,
  createApiServerState,
  handleRequest,
  type ApiHost,
  type ApiRequest,
  type ApiResponse,
  type Method,
} from '#apiserver';
import { createKernel } from '#kernel';
import type { KubeObject, Pod, PodSpec } from '#kube-api';
import { createStore, type StoreChange } from '#object-store';

export const PODS = '/api/v1/namespaces/default/pods';
const EPOCH = 1_800_000_000_000;

/** A simulation with an empty store. */
export function createBareHost(epoch: number, timelineLimit: number = 10_000, version = 'v1.37.2'): ApiHost {
  const kernel = createKernel({ seed: 'spec', epoch, timelineLimit });
  return { ...kernel, store: createStore(), api: createApiServerState(kernel, version) };
}

/** A simulation with what every cluster has. */
export function createHost(timelineLimit?: number, version?: string): ApiHost {
  const host = createBareHost(EPOCH, timelineLimit, version);
  bootstrapCluster(host);
  return host;
}

/** Sends a request; `more` adds a query, a content type and the like. */
export const ask = (host: ApiHost, method: Method, path: string, more: Partial<ApiRequest> = {}): ApiResponse =>
  handleRequest(host, { method, path, ...more });

/** The body of a pod, with changes to its spec. */
export const podBody = (name: string, spec: Partial<PodSpec> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'app', image: 'app:1.0' }], ...spec },
});

/** Creates a pod in `default` and returns it as stored. */
export function createPod(host: ApiHost, name: string, spec: Partial<PodSpec> = {}): Pod {
  const { code, body } = ask(host, 'POST', PODS, { body: podBody(name, spec) });
  if (code !== 201) throw new Error(JSON.stringify(body));
  return body as Pod; // as just posted
}

/** `type name` of every store change since an entry of the timeline. */
export const changesSince = (host: ApiHost, head: number): readonly string[] =>
  host.timeline.entries.slice(head - host.timeline.base).map(({ data }) => {
    const { type, object } = data as StoreChange; // specs write objects only
    return `${type} ${object.metadata.name}`;
  });

/** What a Status or an object of an answer says. */
export const messageOf = ({ body }: ApiResponse): string => (body as { readonly message: string }).message;
export const objectOf = ({ body }: ApiResponse): KubeObject => body as KubeObject; // an answer that is one
export const itemsOf = ({ body }: ApiResponse): readonly KubeObject[] =>
  (body as { readonly items: readonly KubeObject[] }).items;
