/** The network of the processes of a container: carries out what they ask, and brings the replies. */
import type { Address, Millis } from '#kernel';
import { giveReply, takeRequests, type NetworkReply, type NetworkRequest } from '#shell';
import { answer, nodeOf, podOf, type ContainerRef } from '../records.ts';
import { connect as connectTo, isReachable, type Asking } from '../connections.ts';
import type { ContainerMachine, NodeRuntime, RuntimeHost } from '../runtime-state.ts';
import { addressesOf, nameOf } from './cluster-dns.ts';
import { routeOf, type Destination } from './service-proxy.ts';

/** There and back. */
const ROUND_TRIP_MS: Millis = 1;

/** Carries out what processes of a machine have asked since the last time. */
export function sendRequests(host: RuntimeHost, ref: ContainerRef, { machine }: ContainerMachine): void {
  const { node, uid, id } = ref;
  for (const { pid, ticket, request } of takeRequests(machine)) {
    const reply: Address = {
      owner: 'runtime',
      kind: 'network-reply',
      payload: { ref: { node, uid, id }, pid, ticket },
    };
    const result = senders[request.kind](host, ref, request as never, reply); // the table is keyed by the kind
    if (result) answer(host, reply, result, ROUND_TRIP_MS);
  }
}

type Of<K extends NetworkRequest['kind']> = Extract<NetworkRequest, { kind: K }>;

/** The reply; absent: it comes later, or never. */
const senders: {
  readonly [K in NetworkRequest['kind']]: (
    host: RuntimeHost,
    ref: ContainerRef,
    request: Of<K>,
    reply: Address,
  ) => NetworkReply | undefined;
} = {
  lookup: (host, { node }, { names }) => (nodeOf(host, node).isCut ? undefined : lookUp(host, names)),
  reverse: (host, { node }, { address }) => {
    if (nodeOf(host, node).isCut) return undefined;
    const name = nameOf(host.store, address);
    return name === undefined ? { kind: 'unknown-name' } : { kind: 'addresses', name, addresses: [address] };
  },
  ping: (host, ref, { address }) => (answersPing(host, ref, address) ? { kind: 'connected' } : { kind: 'nowhere' }),
  tcp: (host, ref, { address, port }, reply) =>
    connect(host, ref, { to: { address, port }, call: { kind: 'tcp' }, reply }),
  http: (host, ref, { address, port, path, userAgent }, reply) =>
    connect(host, ref, { to: { address, port }, call: { kind: 'http', path, userAgent }, reply }),
};

function lookUp({ store }: RuntimeHost, names: readonly string[]): NetworkReply {
  for (const name of names) {
    const addresses = addressesOf(store, name);
    if (addresses.length > 0) return { kind: 'addresses', name, addresses };
  }
  return { kind: 'unknown-name' };
}

const isLoopback = (address: string): boolean => address.startsWith('127.');

/** Within a pod its own address stands for the loopback, which all its containers share. */
function ownAddress(host: RuntimeHost, { node: name, uid }: ContainerRef, address: string): string {
  const node = nodeOf(host, name);
  return isLoopback(address) ? podOf(node, uid).sandboxes.at(-1)?.ip || node.hostIP : address;
}

interface Connecting {
  readonly to: Destination;
  readonly call:
    { readonly kind: 'tcp' } | { readonly kind: 'http'; readonly path: string; readonly userAgent: string };
  readonly reply: Address;
}

function connect(host: RuntimeHost, ref: ContainerRef, { to, call, reply }: Connecting): NetworkReply | undefined {
  const node = nodeOf(host, ref.node);
  const address = ownAddress(host, ref, to.address);
  const route = routeOf(host, node.proxy, { address, port: to.port }, isNodeAddress(host, address));
  if (route === 'refused' || route === 'nowhere') return { kind: route };
  const asking: Asking = {
    node: ref.node,
    uid: ref.uid,
    containerId: ref.id,
    ...(call.kind === 'http' && { userAgent: call.userAgent }),
  };
  if (!isReachable(host, asking, route.address)) return { kind: 'nowhere' };
  const { address: ip, port } = route;
  const outcome =
    call.kind === 'tcp'
      ? connectTo(host, asking, { kind: 'tcp', host: ip, port }, reply)
      : connectTo(host, asking, { kind: 'http', host: ip, port, path: call.path }, reply);
  return outcome && asReply(outcome);
}

/** What a connection can come to, as the process sees it. */
function asReply(outcome: NonNullable<ReturnType<typeof connectTo>>): NetworkReply {
  const { kind } = outcome;
  return kind === 'response' || kind === 'connected' || kind === 'refused' ? outcome : { kind: 'closed' };
}

function isNodeAddress({ runtime }: RuntimeHost, address: string): boolean {
  for (const { hostIP } of runtime.nodes.values()) if (hostIP === address) return true;
  return false;
}

/** Pods and nodes answer; the address of a service is none that a packet arrives at. */
function answersPing(host: RuntimeHost, ref: ContainerRef, asked: string): boolean {
  const address = ownAddress(host, ref, asked);
  const isKnown = host.runtime.addresses.has(address) || isNodeAddress(host, address);
  return isKnown && isReachable(host, { node: ref.node, uid: ref.uid, containerId: ref.id }, address);
}

/** A reply has reached the machine; whether there is still somebody to hear it. */
export function deliver(
  { machine }: ContainerMachine,
  { pid, ticket, result }: { readonly pid: number; readonly ticket: number; readonly result: NetworkReply },
): void {
  giveReply(machine, pid, { ticket, reply: result });
}

/** Cuts a node off from the network of all others, or connects it again. False when there is no such node. */
export function cutOffNode({ runtime }: RuntimeHost, name: string, isCut: boolean): boolean {
  const node: NodeRuntime | undefined = runtime.nodes.get(name);
  if (node) node.isCut = isCut;
  return node !== undefined;
}
