import { by, carried, type Entries, type Entry } from '../entry.ts';

/** Each option of the row gives another event stream than the default: the test of that name. */
const choice = (row: string, ...code: readonly string[]): Entry =>
  carried(...code.map((c) => by(c, 'firmware/choices.test.ts', row)));

export const partF: Entries = {
  F01: choice('F01', 'firmware/entry.ts#enter'),
  F02: choice('F02', 'firmware/entry.ts#mayEnter'),
  F03: choice('F03', 'firmware/host-events.ts#raiseBit'),
  F04: choice('F04', 'firmware/entry.ts#switchOn'),
  F05: choice('F05', 'firmware/exit.ts#leave'),
  F06: choice(
    'F06',
    'firmware/command-streams.ts#takeDoorbell',
    'firmware/firmware.ts#serve',
    'firmware/firmware.ts#serveHost',
    'firmware/firmware.ts#serveCsg',
    'firmware/tasks.ts#next',
  ),
  F07: choice('F07', 'firmware/exit.ts#leave'),
  F08a: choice('F08a', 'firmware/csg-requests.ts#savedIn'),
  F08b: choice('F08b', 'firmware/exit.ts#restore'),
  F08c: choice('F08c', 'firmware/exit.ts#raiseLateAcknowledged'),
  F08d: choice('F08d', 'firmware/csg-requests.ts#savedIn'),
  F09a: choice('F09a', 'firmware/csg-requests.ts#startCs'),
  F09b: choice('F09b', 'firmware/boot.ts#initialise'),
  F10: choice('F10', 'firmware/entry.ts#switchOn', 'firmware/tasks.ts#next'),
  F11: choice('F11', 'firmware/cs-readiness.ts#gate', 'firmware/entry.ts#switchOn'),
  F12: choice('F12', 'firmware/entry.ts#sample'),
  F13a: choice('F13a', 'firmware/entry.ts#begin'),
  F13b: choice('F13b', 'gpu/gpu.ts#reset'),
  F14: choice('F14', 'firmware/exit.ts#saveRegion'),
  F15: choice('F15', 'firmware/csg-requests.ts#serve', 'firmware/exit.ts#restore'),
  F16: choice('F16', 'gpu/mmu.ts#stalls'),
  F17: choice('F17', 'gpu/gpu.ts#flushed'),
  F18a: choice('F18a', 'firmware/protected-fault.ts#raiseProtectedFault'),
  F18b: choice('F18b', 'firmware/protected-fault.ts#raiseProtectedFault'),
  F19: choice('F19', 'firmware/entry.ts#mayEnter'),
  F20: carried(
    by('firmware/progress-timers.ts#sessionRow', 'firmware/choices.test.ts', 'F20'),
    by(
      'firmware/progress-timers.ts#sessionRow',
      'progress-timers.test.ts',
      'is killed by a driver that believes the event',
    ),
  ),
  F21: choice('F21', 'firmware/traps.ts#serve'),
  F22: choice('F22', 'firmware/exit.ts#lowerBit7'),
  F23a: choice('F23a', 'firmware/command-streams.ts#advanceReady'),
  F23b: choice('F23b', 'firmware/cs-commands.ts#reachRegion'),
  F23c: choice('F23c', 'firmware/cs-commands.ts#reachRegion'),
  F24: carried(
    by(
      'firmware/csg-requests.ts#noteAcknowledgedGone',
      'firmware/choices.test.ts',
      'F24: the other acknowledged CS runs',
    ),
    by('firmware/entry.ts#sample', 'firmware/choices.test.ts', 'F24: the other acknowledged CS runs'),
  ),
  F25: choice('F25', 'firmware/cs-commands.ts#issue'),
  F26: choice('F26', 'firmware/cs-commands.ts#endRegion'),
  F27: carried(
    by('firmware/boot.ts#initialiseLoaded', 'firmware/choices.test.ts', 'F27'),
    by(
      'driver/series-2026/heap.ts#panthorFwInitSectionMem',
      'initial-data.test.ts',
      'can be written where the heap is ordinary memory',
    ),
  ),
  F28: carried(
    by('simulate.ts#reallyProtected', 'driver/heap.test.ts', 'the firmware can enter'),
    by(
      'memory/memory.ts#alloc',
      'memory/memory.test.ts',
      'stands before nothing when the heap is not really protected (F28)',
    ),
  ),
  F29: choice('F29', 'gpu/gpu.ts#reset'),
  F30: choice('F30', 'firmware/exit.ts#leave'),
  F31: choice('F31', 'firmware/entry.ts#saveOthers'),
  F32: carried(
    by(
      'firmware/cs-readiness.ts#stallsAtLock',
      'firmware/session.test.ts',
      'with the region of its AS locked at entry a protected CS',
    ),
    by('firmware/entry.ts#meetLocks', 'firmware/choices.test.ts', 'F32'),
  ),
  F33: choice('F33', 'firmware/entry.ts#saveOthers'),
  F34: choice('F34', 'firmware/progress-timers.ts#sessionRow'),
  F35: choice('F35', 'firmware/traps.ts#oneDone'),
  F36: choice('F36', 'firmware/traps.ts#serve'),
  F37: carried(
    by('firmware/firmware.ts#reportIdle', 'firmware/choices.test.ts', 'F37'),
    by(
      'firmware/firmware.ts#reportAllIdle',
      'firmware/choices.test.ts',
      'F37, for any: GLB IDLE comes in the session',
    ),
  ),
  F38: choice('F38', 'firmware/traps.ts#serve'),
  F39: choice('F39', 'firmware/firmware.ts#serveGlobal'),
  'F-text': carried(
    by(
      'profile/choices.ts#pick',
      'profile/choices.test.ts',
      'answers with defaults and overrides, decides "any" per event, and records what was asked',
    ),
    by('profile/choices.ts#table', 'profile/choices.test.ts', 'is part F: the same rows'),
    by(
      'runtime/machine.ts#late',
      'runtime/machine.test.ts',
      'late is a named decision that holds the item back',
    ),
  ),
};
