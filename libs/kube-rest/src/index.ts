/** Public face of the Kubernetes API over HTTP. */
export { KubeRestModule } from './kube-rest.module.ts';
export { KubeService } from './kube.service.ts';
export { isUpgradeServed } from './upgrades.ts';
