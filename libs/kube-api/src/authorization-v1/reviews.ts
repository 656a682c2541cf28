/** Reviews: questions about access, and about who asks. */
import type { KubeObject } from '../meta-v1/object-meta.ts';

interface ResourceAttributes {
  readonly namespace?: string;
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly name?: string;
}

interface AccessReviewSpec {
  readonly resourceAttributes?: ResourceAttributes;
  readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string };
  readonly user?: string;
  readonly groups?: readonly string[];
}

export interface AccessReview extends KubeObject {
  readonly spec: AccessReviewSpec;
}
