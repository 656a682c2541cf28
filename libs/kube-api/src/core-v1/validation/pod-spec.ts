/** Validation of the fields of a pod spec that are no containers or volumes. */
import { invalid, required } from '../../meta-v1/field-error.ts';
import { validateLabels } from '../../meta-v1/metadata-validation.ts';
import { IP_ADDRESS, checkLabelName, checkSubdomain, isIP } from '../../meta-v1/names.ts';
import type { PodSpec } from '../pod.ts';
import { checkPodResources } from './resources.ts';
import { MAX_INT32, checkOneOf, checkRange, checkWith, type Report } from './report.ts';
import { checkAffinity, checkGates, checkTolerations, checkTopologySpread } from './scheduling.ts';
import { checkPodSecurity } from './security.ts';

type Rule = (spec: PodSpec, report: Report) => void;

const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

const subdomain =
  (field: 'serviceAccountName' | 'nodeName' | 'priorityClassName' | 'runtimeClassName'): Rule =>
  (spec, report) => {
    const value = spec[field];
    if (value) checkWith(report, { at: `spec.${field}`, value }, checkSubdomain);
  };

const label =
  (field: 'hostname' | 'subdomain'): Rule =>
  (spec, report) => {
    const value = spec[field];
    if (value) checkWith(report, { at: `spec.${field}`, value }, checkLabelName);
  };

/** The rules in the server's order. */
const rules: readonly Rule[] = [
  checkPodResources,
  checkHostNetwork,
  ({ restartPolicy }, report) =>
    checkOneOf(report, { at: 'spec.restartPolicy', value: restartPolicy }, ['Always', 'OnFailure', 'Never']),
  ({ dnsPolicy }, report) => checkOneOf(report, { at: 'spec.dnsPolicy', value: dnsPolicy }, dnsPolicies),
  ({ nodeSelector }, report) =>
    void (nodeSelector && report.push(...validateLabels(nodeSelector, 'spec.nodeSelector'))),
  checkPodSecurity,
  ({ affinity }, report) => affinity && checkAffinity(affinity, report),
  checkDnsConfig,
  checkGates,
  ({ topologySpreadConstraints }, report) =>
    topologySpreadConstraints && checkTopologySpread(topologySpreadConstraints, report),
  subdomain('serviceAccountName'),
  subdomain('nodeName'),
  ({ activeDeadlineSeconds }, report) =>
    checkRange(report, { at: 'spec.activeDeadlineSeconds', value: activeDeadlineSeconds }, [1, MAX_INT32]),
  label('hostname'),
  label('subdomain'),
  ({ tolerations }, report) => tolerations && checkTolerations(tolerations, report),
  checkHostAliases,
  subdomain('priorityClassName'),
  subdomain('runtimeClassName'),
  ({ preemptionPolicy }, report) =>
    checkOneOf(report, { at: 'spec.preemptionPolicy', value: preemptionPolicy }, ['PreemptLowerPriority', 'Never']),
  checkOs,
];

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodSpec */
export function checkPodSpec(spec: PodSpec, report: Report): void {
  for (const rule of rules) rule(spec, report);
}

/** A host port that is not set is one of a template: it is filled in when a pod is made of it. */
function checkHostNetwork({ hostNetwork, containers }: PodSpec, report: Report): void {
  if (!hostNetwork) return;
  for (const [i, { ports = [] }] of containers.entries())
    for (const [j, { hostPort, containerPort }] of ports.entries())
      if (hostPort && hostPort !== containerPort)
        report.push(
          invalid(
            `spec.containers[${i}].ports[${j}].hostPort`,
            hostPort,
            'must match `containerPort` when `hostNetwork` is true',
          ),
        );
}

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_LENGTH = 2048;

function checkDnsConfig({ dnsPolicy, dnsConfig }: PodSpec, report: Report): void {
  const at = 'spec.dnsConfig';
  if (dnsPolicy === 'None' && !dnsConfig)
    report.push(required(at, 'must provide `dnsConfig` when `dnsPolicy` is None'));
  if (!dnsConfig) return;
  const { nameservers = [], searches = [], options = [] } = dnsConfig;
  if (dnsPolicy === 'None' && nameservers.length === 0)
    report.push(required(`${at}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None'));
  if (nameservers.length > MAX_NAMESERVERS)
    report.push(invalid(`${at}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`));
  for (const [i, value] of nameservers.entries())
    if (!isIP(value)) report.push(invalid(`${at}.nameservers[${i}]`, value, IP_ADDRESS));
  checkSearches(searches, `${at}.searches`, report);
  for (const [i, { name }] of options.entries())
    if (!name) report.push(required(`${at}.options[${i}]`, 'must not be empty'));
}

function checkSearches(searches: readonly string[], at: string, report: Report): void {
  if (searches.length > MAX_SEARCHES)
    report.push(invalid(at, searches, `must not have more than ${MAX_SEARCHES} search paths`));
  if (searches.join(' ').length > MAX_SEARCH_LENGTH)
    report.push(
      invalid(
        at,
        searches,
        `must not have more than ${MAX_SEARCH_LENGTH} characters (including spaces) in the search list`,
      ),
    );
  for (const [i, value] of searches.entries())
    if (value !== '.') checkWith(report, { at: `${at}[${i}]`, value: value.replace(/\.$/, '') }, checkSubdomain);
}

function checkHostAliases({ hostAliases = [] }: PodSpec, report: Report): void {
  for (const [i, { ip, hostnames = [] }] of hostAliases.entries()) {
    const at = `spec.hostAliases[${i}]`;
    if (!isIP(ip ?? '')) report.push(invalid(`${at}.ip`, ip ?? '', IP_ADDRESS));
    for (const [j, value] of hostnames.entries())
      checkWith(report, { at: `${at}.hostnames[${j}]`, value }, checkSubdomain);
  }
}

function checkOs({ os }: PodSpec, report: Report): void {
  if (!os) return;
  if (!os.name) report.push(required('spec.os.name'));
  else checkOneOf(report, { at: 'spec.os', value: os.name }, ['linux', 'windows']);
}
