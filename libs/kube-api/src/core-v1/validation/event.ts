/** Validation of events. */
import { invalid, invalidAll, required, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadata } from '../../meta-v1/metadata-validation.ts';
import { checkQualifiedName, checkSubdomain } from '../../meta-v1/names.ts';
import type { Event } from '../event.ts';

/**
 * An event lives in the namespace of its object, or in `default` when the object has none. Events of the newer kind,
 * with an eventTime, have rules of their own.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateEventCreate
 */
export function validateEvent(event: Event): readonly FieldError[] {
  return [
    ...validateMetadata(event.metadata, checkSubdomain),
    ...validateNamespaces(event),
    ...(event.eventTime ? validateModernEvent(event) : []),
  ];
}

function validateNamespaces({ metadata, involvedObject, eventTime }: Event): readonly FieldError[] {
  const namespace = involvedObject.namespace ?? '';
  const allowed = namespace !== '' ? [namespace] : eventTime ? ['default', 'kube-system'] : ['default'];
  if (allowed.includes(metadata.namespace ?? '')) return [];
  return [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')];
}

function validateModernEvent(event: Event): readonly FieldError[] {
  const { reportingComponent, reportingInstance, action = '', reason = '', message = '' } = event;
  return [
    ...(reportingComponent ? [] : [required('reportingController')]),
    ...(reportingComponent
      ? invalidAll('reportingController', reportingComponent, checkQualifiedName(reportingComponent))
      : []),
    ...(reportingInstance ? [] : [required('reportingInstance')]),
    ...longerThan('reportingInstance', reportingInstance ?? '', 128),
    ...(action ? [] : [required('action')]),
    ...longerThan('action', action, 128),
    ...(reason ? [] : [required('reason')]),
    ...longerThan('reason', reason, 128),
    ...longerThan('message', message, 1024),
  ];
}

const longerThan = (field: string, value: string, limit: number): readonly FieldError[] =>
  value.length > limit ? [invalid(field, '', `can have at most ${limit} characters`)] : [];
