import type { Driver } from '../../../impl/driver/driver.ts';
import type { DriverFunctions } from '../../../impl/driver/functions.ts';
import type { revisions } from '../../../impl/driver/revisions.ts';
import { groupId } from '../../../impl/ids.ts';
import { CSG, GPU_INT } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import type { AnsweringFirmware, drive } from './answering-firmware.ts';
import {
  createAndSubmit,
  endOfRegion,
  finishJob,
  type GroupPlan,
  process,
  raiseRequest,
  reportIdle,
  submit,
} from './scripts.ts';

type RevisionName = keyof typeof revisions;
const all: readonly RevisionName[] = ['mainline', 'rfc-2025', 'series-2026', 'reference'];
const withSessions = all.filter((name) => name !== 'mainline');

/** A sequence of protocol.md, played once and told by what the driver calls. */
export interface Sequence {
  readonly file: string;
  readonly title: string;
  readonly cite: readonly string[];
  /** The revisions that it applies to. */
  readonly revisions: readonly RevisionName[];
  readonly script: (d: Driver, host: AnsweringFirmware) => Act;
  /** The functions that are told where nobody called them. */
  readonly calls: readonly (keyof DriverFunctions)[];
  /** What began before is left out; microseconds. */
  readonly fromUs: number;
  readonly horizonUs: number;
  readonly play?: Parameters<typeof drive>[2];
}

const medium = (names: string): readonly GroupPlan[] =>
  [...names].map((name) => ({ name, priority: 1, protected: false }));
const videoAndScreen: readonly GroupPlan[] = [
  { name: 'video', priority: 2, protected: true },
  { name: 'screen', priority: 1 },
];

/** Until a time of the run, microseconds. */
function* until(d: Driver, us: number): Act {
  yield* d.machine.sleep(us - d.machine.nowUs, `until ${us / 1000} ms`);
}

/** `video` asks at 3 ms; from then on the session lasts until somebody ends it. */
function* session(d: Driver): Act {
  yield* createAndSubmit(d, videoAndScreen, ['video', 'screen']);
  yield* until(d, 3_000);
  raiseRequest(d, 'video');
  yield* until(d, 4_000);
}

export const sequences: readonly Sequence[] = [
  {
    file: 'probe',
    title: 'Probe: heap, protected section, firmware boot',
    cite: ['A.2.1', 'E.1', 'D.6'],
    revisions: all,
    script: function* () {},
    calls: ['panthorDeviceInit'],
    fromUs: 0,
    horizonUs: 1_000,
  },
  {
    file: 'probe-without-heap',
    title: 'Probe: the heap that is named is not there',
    cite: ['A.2.1-1', 'E.1'],
    revisions: withSessions,
    script: function* () {},
    calls: ['panthorDeviceInit'],
    fromUs: 0,
    horizonUs: 1_000,
    play: { heap: { parameter: 'elsewhere' } },
  },
  {
    file: 'unplug',
    title: 'The device is unplugged: firmware, MMU and GPU, then the heap',
    cite: ['A.2.1-6', 'D.6'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, videoAndScreen, ['screen']);
      yield* until(d, 3_000);
      yield* d.uapi.unplug();
    },
    calls: ['panthorDeviceUnplug'],
    fromUs: 3_000,
    horizonUs: 1_200_000,
  },
  {
    file: 'group-create',
    title: 'Creation of a group that declares protected use',
    cite: ['A.2.2-1', 'A.2.2-2', 'E.1'],
    revisions: all,
    script: (d) => createAndSubmit(d, [{ name: 'video', priority: 2, protected: true }], []),
    calls: ['groupCreate'],
    fromUs: 0,
    horizonUs: 5_000,
  },
  {
    file: 'group-destroy',
    title: 'Destruction of a group on slot',
    cite: ['A.2.2-3', 'D.4-7', 'D.4-10', 'D.5'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, videoAndScreen, ['screen']);
      yield* until(d, 3_000);
      yield* d.uapi.groupDestroy(process, groupId('screen'));
    },
    calls: ['groupDestroy', 'tickWork', 'groupTermWork', 'groupReleaseWork'],
    fromUs: 3_000,
    horizonUs: 30_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'full-tick',
    title: 'A full tick rotates: four groups of a priority on three slots',
    cite: ['D.4-1', 'D.4-2', 'D.4-4', 'D.4-7', 'D.4-9'],
    revisions: all,
    script: (d) => createAndSubmit(d, medium('abcd'), [...'abcd']),
    calls: ['tickWork'],
    fromUs: 10_000,
    horizonUs: 15_000,
  },
  {
    file: 'full-tick-protected',
    title: 'A full tick in which the first of two protected groups asks',
    cite: ['D.4-4', 'A.2.3-6', 'A.2.3-7', 'A.3', 'E.1'],
    revisions: withSessions,
    script: function* (d) {
      const both = ['left', 'right'].map((name) => ({ name, priority: 1 as const, protected: true }));
      yield* createAndSubmit(d, both, ['left', 'right']);
      yield* until(d, 9_500);
      raiseRequest(d, 'right');
    },
    calls: ['tickWork'],
    fromUs: 9_000,
    horizonUs: 15_000,
  },
  {
    file: 'partial-tick',
    title: 'A partial tick: a real-time group takes a slot',
    cite: ['D.4-3', 'D.4-7', 'D.5'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, [...medium('abc'), { name: 'rt', priority: 3 }], [...'abc']);
      yield* until(d, 14_000);
      yield* submit(d, 'rt');
    },
    calls: ['queueRunJob', 'tickWork'],
    fromUs: 14_000,
    horizonUs: 15_000,
  },
  {
    file: 'idle-event',
    title: 'A CSG reports idle: its group keeps the slot, ticks stop',
    cite: ['D.3', 'D.4-5', 'D.4-6', 'D.4-8', 'D.4-9', 'D.5'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('ab'), ['a', 'b']);
      yield* until(d, 3_000);
      finishJob(d, 'a');
      const csg = d.csg(d.group(groupId('a')).csgId.peek());
      d.machine.atomically(() => {
        csg.ack.store(csg.ack.peek() ^ CSG.IDLE);
        d.regs.job.raise(1 << csg.slot);
      });
    },
    calls: ['panthorJobIrqHandler', 'processFwEventsWork', 'tickWork'],
    fromUs: 3_000,
    horizonUs: 5_000,
  },
  {
    file: 'mmu-fault',
    title:
      'A page fault in the VM of a group on slot: its address space is disabled, the tick finds it fatal',
    cite: ['A.2.6', 'D.4-2', 'D.4-7', 'D.4-10', 'D.6'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('ab'), ['a', 'b']);
      yield* until(d, 3_000);
      d.regs.mmu.raise(1 << 1);
    },
    calls: ['panthorMmuIrqHandler', 'tickWork', 'groupTermWork'],
    fromUs: 3_000,
    horizonUs: 130_000,
  },
  {
    file: 'mute-eviction',
    title: 'A slot that does not answer SUSPEND: nobody is started in its place',
    cite: ['D.4-7', 'D.4-10', 'A.2.3-8', 'A.2.3-9'],
    revisions: all,
    script: function* (d, host) {
      yield* createAndSubmit(d, medium('abcd'), [...'abcd']);
      yield* d.machine.until('asked to suspend', () =>
        d.fwif.csg.some(({ req, ack }) => {
          const suspends = (req.cell.get() & CSG.STATE_MASK) === CSG.SUSPEND;
          if (suspends && (ack.cell.get() & CSG.STATE_MASK) !== CSG.SUSPEND) host.mute.add(0).add(1).add(2);
          return suspends;
        }),
      );
    },
    calls: ['tickWork'],
    fromUs: 9_000,
    horizonUs: 330_000,
  },
  {
    file: 'runtime-suspend',
    title: 'The device is idle for 50 ms and is suspended; a job resumes it',
    cite: ['A.2.7-text', 'D.6'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('a'), ['a']);
      yield* until(d, 3_000);
      finishJob(d, 'a');
      yield* until(d, 12_000);
      reportIdle(d, 'a');
      yield* until(d, 90_000);
      yield* submit(d, 'a');
    },
    calls: ['panthorDeviceSuspend', 'panthorDeviceResume'],
    fromUs: 12_000,
    horizonUs: 800_000,
  },
  {
    file: 'reset',
    title: 'A reset in normal mode: groups are suspended, firmware is loaded anew',
    cite: ['A.2.7-1', 'A.2.7-3', 'A.2.7-4', 'D.6'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('ab'), ['a', 'b']);
      yield* until(d, 3_000);
      yield* d.fn.panthorDeviceScheduleReset('asked for');
    },
    calls: ['panthorDeviceResetWork', 'tickWork'],
    fromUs: 3_000,
    horizonUs: 5_000,
  },
  {
    file: 'bind-that-splits',
    title: 'A bind whose end cuts a block: the locked region is expanded',
    cite: ['A.2.5-text'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('a'), ['a']);
      yield* d.uapi.vmBind(process, 1_024);
      yield* until(d, 3_000);
      yield* d.uapi.vmBind(process, 600);
    },
    calls: ['vmBind'],
    fromUs: 3_000,
    horizonUs: 20_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'reclaim',
    title: 'Memory reclaim evicts the mappings of a VM, and a job brings them back',
    cite: ['A.2.5-text'],
    revisions: all,
    script: function* (d) {
      yield* createAndSubmit(d, medium('a'), []);
      yield* d.uapi.vmBind(process, 16);
      yield* until(d, 3_000);
      yield* d.fn.panthorGemShrinkerScan();
      yield* submit(d, 'a');
    },
    calls: ['panthorGemShrinkerScan', 'groupSubmit'],
    fromUs: 3_000,
    horizonUs: 20_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'mute-slot',
    title: 'A slot that does not answer STATUS_UPDATE: the tick gives up, a reset is scheduled',
    cite: ['D.4-2', 'D.4-10', 'A.2.3-6'],
    revisions: all,
    script: function* (d, host) {
      yield* createAndSubmit(d, medium('abcd'), [...'abcd']);
      yield* until(d, 9_000);
      host.mute.add(0);
    },
    calls: ['tickWork'],
    fromUs: 9_000,
    horizonUs: 130_000,
  },
  {
    file: 'entry',
    title: 'A CS asks for protected mode, and is let in',
    cite: ['A.2.3', 'E.1', 'H.5'],
    revisions: all,
    script: session,
    calls: ['panthorJobIrqHandler', 'processFwEventsWork', 'tickWork'],
    fromUs: 3_000,
    horizonUs: 3_900,
  },
  {
    file: 'entry-refused',
    title: 'PROTM_ENTER is not acknowledged',
    cite: ['A.2.3-13', 'A.2.3-15', 'A.2.3-16', 'E.1'],
    revisions: withSessions,
    script: function* (d, host) {
      host.ignoreEnter = true;
      yield* session(d);
    },
    calls: ['tickWork'],
    fromUs: 0,
    horizonUs: 4_005_000,
  },
  {
    file: 'exit',
    title: 'The region ends',
    cite: ['A.2.5-2', 'A.2.5-4', 'E.1'],
    revisions: withSessions,
    script: function* (d) {
      yield* session(d);
      yield* until(d, 6_000);
      endOfRegion(d);
    },
    calls: ['processFwEventsWork', 'tickWork'],
    fromUs: 6_000,
    horizonUs: 7_000,
  },
  {
    file: 'higher-ranked-work',
    title: 'Work of a higher priority comes in a session',
    cite: ['A.2.4', 'A.2.5', 'A.3', 'B.3'],
    revisions: withSessions,
    script: function* (d) {
      yield* createAndSubmit(d, [{ name: 'rt', priority: 3 }], []);
      yield* session(d);
      yield* submit(d, 'rt');
    },
    calls: ['queueRunJob', 'tickWork'],
    fromUs: 4_000,
    horizonUs: 20_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'vm-operation',
    title: 'A VM operation in a session',
    cite: ['A.2.5', 'E.1'],
    revisions: withSessions,
    script: function* (d) {
      yield* session(d);
      yield* d.uapi.vmBind(process, 1);
    },
    calls: ['vmBind'],
    fromUs: 4_000,
    horizonUs: 20_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'protected-fault',
    title: 'PROTM_FAULT in a session, and the reset that follows',
    cite: ['A.2.6', 'A.2.7', 'D.6', 'E.1'],
    revisions: withSessions,
    script: function* (d) {
      yield* session(d);
      d.regs.gpu.raise(GPU_INT.PROTM_FAULT);
    },
    calls: ['panthorGpuIrqHandler', 'panthorDeviceResetWork'],
    fromUs: 4_000,
    horizonUs: 20_000,
    play: { onPing: 'exit' },
  },
  {
    file: 'reset-mute-firmware',
    title: 'A reset in a session that firmware does not end',
    cite: ['A.2.7-1', 'A.2.7-2', 'A.2.7-3', 'A.2.7-4', 'D.6'],
    revisions: withSessions,
    script: function* (d, host) {
      yield* session(d);
      for (let csgId = 0; csgId < d.state.csgSlots.length; csgId++) host.mute.add(csgId);
      yield* d.fn.panthorDeviceScheduleReset('asked for');
    },
    calls: ['panthorDeviceResetWork'],
    fromUs: 4_000,
    horizonUs: 1_500_000,
  },
];
