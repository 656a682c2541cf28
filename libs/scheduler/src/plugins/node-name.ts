/** NodeName: a pod that names a node goes nowhere else. */
import { always, rejection, type FilterPlugin } from '../plugin.ts';

const NAME = 'NodeName';
const OTHER_NODE = rejection(NAME, "node(s) didn't match the requested node name", 'unresolvable');

/** @source kube-scheduler v1.37 plugins/nodename */
export const nodeName: FilterPlugin = {
  name: NAME,
  prepare({ pod: { spec } }) {
    return spec.nodeName ? { filter: ({ name }) => (name === spec.nodeName ? undefined : OTHER_NODE) } : undefined;
  },
  wokenBy: { NodeAdd: always },
};
