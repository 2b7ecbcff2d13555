import type { Manifest } from './manifest.ts';

/** What rfc-2025 is known to break. Written by record-campaign.ts; statements may be edited. */
export const rfc2025: Manifest = {
  revision: 'rfc-2025',
  expected: [],
  may: [],
};
