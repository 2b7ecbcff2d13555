import type { Fix } from './fix.ts';

/**
 * A job is measured from its first command to its last, so that what it measures holds its protected work and
 * everything that a session has to wait for. The kernel does not look into streams: of a group that declared
 * protected use no job is measured.
 */
export const quietProfile: Fix = {
  changes: 'jobs of a group that declared protected use are not measured',
  forcedBy: ['NO-PROFILE'],
  unit: {
    name: 'quiet-profile',
    on: 'P8',
    title: 'drm/panthor: do not profile groups that use protected mode',
    cite: ['A.1.6', 'B.9', 'G.1'],
    functions: {
      isJobProfiled: (_d, below) => (group) => !group.protectedFlag && below(group),
    },
  },
};
