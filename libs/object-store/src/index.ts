/** Public face of the object store. */
export {
  createObject,
  createStore,
  currentVersion,
  getObject,
  isStatusOnly,
  keyOf,
  listObjects,
  objectKey,
  removeObject,
  subjectOf,
  updateObject,
  type ObjectStore,
  type StoreChange,
  type StoreHost,
  type Subscription,
  type WatchEventType,
} from './object-store.ts';
