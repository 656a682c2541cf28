/** Mutating admission: what the server adds to or refuses in a request before it validates it. */
import { taintNewNode, type KubeObject, type Node, type Pod } from '#kube-api';
import type { Call } from '../call.ts';
import { admitIntoNamespace } from './namespace-lifecycle.ts';
import { admitPriority } from './priority.ts';
import { admitRestartRules } from './restart-rules.ts';
import { admitRuntimeClass } from './runtime-class.ts';
import { admitServiceAccount } from './service-account.ts';
import { admitService } from './service-addresses.ts';
import { admitTolerations } from './tolerations.ts';

type Plugin = (call: Call, object: KubeObject) => KubeObject;

/** The plug-ins for new objects of a resource, in the server's order. */
const createPlugins: Readonly<Record<string, Plugin>> = {
  pods: (call, object) => admitPod(call, object as Pod), // by its resource
  nodes: (_call, object) => taintNewNode(object as Node), // by its resource
  services: admitService,
};

function admitPod(call: Call, pod: Pod): Pod {
  const withAccount = admitServiceAccount(call, pod);
  const withPriority = admitPriority(call, withAccount);
  admitRuntimeClass(call, withPriority);
  return admitRestartRules(call, admitTolerations(withPriority));
}

/** Admits a new object; throws a StatusError when a plug-in refuses it. */
export function admitCreate(call: Call, object: KubeObject): KubeObject {
  admitIntoNamespace(call, object);
  return createPlugins[call.type.resource]?.(call, object) ?? object;
}

/** The plug-ins for changed objects of a resource. */
const updatePlugins: Readonly<Record<string, Plugin>> = {
  pods: (_call, object) => admitTolerations(object as Pod), // by its resource
  services: admitService,
};

/** Admits a change: what the server gives comes back when a client leaves it out. */
export const admitUpdate = (call: Call, object: KubeObject): KubeObject =>
  updatePlugins[call.type.resource]?.(call, object) ?? object;
