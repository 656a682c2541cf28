/** How a group and a version are written together. */

/** `apps/v1`, or `v1` for the core group. */
export const apiVersionOf = ({ group, version }: { readonly group: string; readonly version: string }): string =>
  group ? `${group}/${version}` : version;
