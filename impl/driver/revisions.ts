import { mainline } from './mainline/index.ts';
import { fixes, reference } from './reference/index.ts';
import { rfc2025 } from './rfc-2025/index.ts';
import { series2026 } from './series-2026/index.ts';
import { type Revision, stack } from './unit.ts';

export { fixes };

/** The revisions that can be run, by name. */
export const revisions: Readonly<Record<'mainline' | 'rfc-2025' | 'series-2026' | 'reference', Revision>> = {
  mainline: stack('mainline', [mainline]),
  'rfc-2025': stack('rfc-2025', rfc2025),
  'series-2026': stack('series-2026', series2026),
  reference,
};
