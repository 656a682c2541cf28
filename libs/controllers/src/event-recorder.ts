/** Events that controllers report: each component has a recorder of its own. */
import { createEventRecorder, forgetObject, reportEvent as report, type EventRecorder, type Report } from '#apiserver';
import type { ObjectReference } from '#kube-api';
import type { ControllersHost } from './controllers-state.ts';

/** A report of the component `from`. */
export interface ControllerReport extends Report {
  readonly from: string;
}

/** Reports an event about an object. */
export function reportEvent(host: ControllersHost, about: ObjectReference, { from, ...said }: ControllerReport): void {
  report(host, recorderOf(host, from), about, said);
}

function recorderOf({ controllers: { recorders } }: ControllersHost, component: string): EventRecorder {
  let recorder = recorders.get(component);
  if (!recorder) recorders.set(component, (recorder = createEventRecorder({ component })));
  return recorder;
}

/** Forgets an object that is gone. */
export function forgetEvents({ controllers }: ControllersHost, uid: string): void {
  for (const recorder of controllers.recorders.values()) forgetObject(recorder, uid);
}
