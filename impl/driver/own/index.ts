import type { Revision } from '../unit.ts';

/**
 * Revisions of your own, by the name under which each command knows them. `npm run new -- revision NAME` adds one.
 */
export const own = {} as const satisfies Readonly<Record<string, Revision>>;
