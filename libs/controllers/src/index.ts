/** Public face of the controllers. */
export type { Controller, Step } from './controller.ts';
export { controllersSubscriptions, createControllers, type Controllers } from './controllers.ts';
export { createControllersState, type ControllersHost, type ControllersState } from './controllers-state.ts';
export { DEFAULT_CONTROLLERS } from './default-controllers.ts';
export { hearNode, silenceNode } from './nodes/node-lifecycle.ts';
