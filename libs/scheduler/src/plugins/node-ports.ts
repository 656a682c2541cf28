/** NodePorts: a host port of a node belongs to one pod at a time. */
import type { NodeInfo } from '../node-info.ts';
import { podRequest, type HostPort } from '../pod-request.ts';
import { always, rejection, type FilterPlugin } from '../plugin.ts';

const NAME = 'NodePorts';
const TAKEN = rejection(NAME, "node(s) didn't have free ports for the requested pod ports", 'resolvable');
const EVERY_IP = '0.0.0.0';

const overlap = (a: string, b: string): boolean => a === b || a === EVERY_IP || b === EVERY_IP;

const conflict = (a: HostPort, b: HostPort): boolean =>
  a.protocol === b.protocol && a.port === b.port && overlap(a.ip, b.ip);

const isTaken = ({ ports }: NodeInfo, { protocol, port, ip }: HostPort): boolean =>
  ports.get(`${protocol}/${port}`)?.some((used) => overlap(used, ip)) ?? false;

/** @source kube-scheduler v1.37 plugins/nodeports */
export const nodePorts: FilterPlugin = {
  name: NAME,
  prepare({ request: { hostPorts } }) {
    if (hostPorts.length === 0) return undefined;
    return {
      filter: (node) => (node.ports.size > 0 && hostPorts.some((port) => isTaken(node, port)) ? TAKEN : undefined),
    };
  },
  wokenBy: {
    NodeAdd: always,
    AssignedPodDelete: ({ request }, { pod }) =>
      podRequest(pod).hostPorts.some((freed) => request.hostPorts.some((wanted) => conflict(freed, wanted))),
  },
};
