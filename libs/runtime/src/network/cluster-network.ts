/** What every network of a cluster has in common: its DNS domain and its well-known addresses. */

export const CLUSTER_DOMAIN = 'cluster.local';
/** The cluster's DNS server, which pods ask first. */
export const CLUSTER_DNS_IP = '10.96.0.10';
