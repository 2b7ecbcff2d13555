import type { ExitCause, KillCause } from '../../impl/events.ts';

/** Why a group is killed. */
export const killCauses: Readonly<Record<KillCause, string>> = {
  fatal: 'fatal fault',
  jobTimeout: 'job timeout',
  mmuFault: 'MMU fault',
  progressTimeout: 'progress timeout',
  protmFault: 'owner of a failed session',
  suspendTimeout: 'no SUSPEND ack',
  undeclaredUse: 'undeclared protected use',
  resetFailed: 'reset failed',
  unplugged: 'device unplugged',
  destroyed: 'destroyed',
};

/** Why a session ends. */
export const exitCauses: Readonly<Record<ExitCause, string>> = {
  regionEnd: 'region ends',
  ping: 'PING',
  csgRequest: 'CSG request',
  doorbell: 'doorbell',
  globalRequest: 'GLB request',
  needsHost: 'needs the host',
  fault: 'fault',
  reset: 'reset',
  powerOff: 'power off',
  empty: 'nothing acked',
};
