/** The minor versions of Kubernetes that a simulation can imitate, oldest first. */
export const minorVersions = ['1.34', '1.35', '1.36', '1.37'] as const;
export type MinorVersion = (typeof minorVersions)[number];
