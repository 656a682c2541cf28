/** List: the newest state, the state as of a version, or one page of it. */
import type { Call } from '../call.ts';
import { listSelected, type ObjectList } from './read.ts';

export const listPage = (call: Call): ObjectList => listSelected(call);
