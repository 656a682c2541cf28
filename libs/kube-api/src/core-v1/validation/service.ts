/** Validation of services. */
import { duplicate, invalid, invalidAll, notSupported, required, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadata, validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import {
  checkLabelName,
  checkPortName,
  checkPortNumber,
  checkSubdomain,
  IP_ADDRESS,
  isIP,
} from '../../meta-v1/names.ts';
import { HEADLESS } from '../service-defaults.ts';
import type { Service, ServicePort, ServiceSpec } from '../services.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];
const affinities = ['ClientIP', 'None'];

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateService */
export const validateService = ({ metadata, spec }: Service): readonly FieldError[] => [
  ...validateMetadata(metadata, checkLabelName),
  ...validateType(spec),
  ...validatePorts(spec),
  ...validateAddress(spec),
];

function validateType(spec: ServiceSpec): readonly FieldError[] {
  const { sessionAffinity = '', externalName = '' } = spec;
  const type: string = spec.type ?? '';
  return [
    ...(types.includes(type) ? [] : [notSupported('spec.type', type, types)]),
    ...(affinities.includes(sessionAffinity)
      ? []
      : [notSupported('spec.sessionAffinity', sessionAffinity, affinities)]),
    ...(type === 'ExternalName'
      ? invalidAll('spec.externalName', externalName, checkSubdomain(externalName.replace(/\.$/, '')))
      : []),
  ];
}

function validatePorts({ ports = [], clusterIP, type }: ServiceSpec): readonly FieldError[] {
  if (ports.length === 0) return clusterIP === HEADLESS || type === 'ExternalName' ? [] : [required('spec.ports')];
  const names = ports.map(({ name }) => name);
  return ports.flatMap((port, index) => [
    ...validatePort(port, `spec.ports[${index}]`, ports.length > 1),
    ...(port.name && names.indexOf(port.name) < index ? [duplicate(`spec.ports[${index}].name`, port.name)] : []),
  ]);
}

function validatePort(
  { name = '', port, protocol, targetPort = '' }: ServicePort,
  at: string,
  isNameNeeded: boolean,
): readonly FieldError[] {
  const target =
    typeof targetPort === 'number' ? checkPortNumber(targetPort) : targetPort === '' ? [] : checkPortName(targetPort);
  return [
    ...(isNameNeeded && name === '' ? [required(`${at}.name`)] : []),
    ...(name === '' ? [] : invalidAll(`${at}.name`, name, checkLabelName(name))),
    ...invalidAll(`${at}.port`, port, checkPortNumber(port)),
    ...(protocol && protocols.includes(protocol) ? [] : [notSupported(`${at}.protocol`, protocol ?? '', protocols)]),
    ...invalidAll(`${at}.targetPort`, targetPort, target),
  ];
}

function validateAddress({ clusterIP = '' }: ServiceSpec): readonly FieldError[] {
  if (clusterIP === '' || clusterIP === HEADLESS || isIP(clusterIP)) return [];
  return [invalid('spec.clusterIPs[0]', clusterIP, IP_ADDRESS)];
}

/** The address of a service is for life. @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateServiceUpdate */
export function validateServiceUpdate(service: Service, stored: Service): readonly FieldError[] {
  const before = stored.spec.clusterIP ?? '';
  const after = service.spec.clusterIP ?? '';
  const isFree = service.spec.type === 'ExternalName' || stored.spec.type === 'ExternalName' || before === '';
  return [
    ...validateMetadataUpdate(service.metadata, stored.metadata),
    ...(isFree || before === after ? [] : [invalid('spec.clusterIPs[0]', [after], 'may not change once set')]),
    ...validateService(service),
  ];
}
