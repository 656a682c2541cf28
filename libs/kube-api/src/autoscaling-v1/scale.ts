/** Scale: the part of a workload that says how many pods it should have. */
import type { KubeObject } from '../meta-v1/object-meta.ts';

export interface Scale extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly replicas: number; readonly selector?: string };
}
