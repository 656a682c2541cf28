/** Public face of the control API. */
export { ControlRestModule } from './control-rest.module.ts';
