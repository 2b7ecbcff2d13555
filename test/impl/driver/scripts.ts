import type { GroupPriority } from '../../../impl/driver/constants.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { CS, CSG, GLB, JOB_INT_GLOBAL_IF } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';

export const process = processId('p');

export interface GroupPlan {
  readonly name: string;
  readonly priority: GroupPriority;
  readonly protected?: boolean;
}

/** Creates groups with a queue each and submits a job to those named in `busy`. */
export function* createAndSubmit(d: Driver, plans: readonly GroupPlan[], busy: readonly string[]): Act {
  for (const { name, priority, protected: declared = false } of plans) {
    yield* d.uapi.groupCreate(process, { group: groupId(name), priority, queues: 1, protected: declared });
  }
  for (const name of busy) yield* submit(d, name);
}

export function* submit(d: Driver, name: string): Act {
  yield* d.uapi.groupSubmit(process, {
    group: groupId(name),
    queue: 0,
    code: assemble([{ op: 'RUN', us: 1_000 }]),
  });
}

/** Plays the firmware: the job of a group is done, and its CSG reports idle at the next look. */
export function finishJob(d: Driver, name: string): void {
  const { ring } = d.queue(d.group(groupId(name)), 0);
  ring.extract.store(ring.insert.peek());
}

/** Plays the firmware: the CSG of a group is idle for longer than the hysteresis. */
export function reportIdle(d: Driver, name: string): void {
  const csgId = d.group(groupId(name)).csgId.peek();
  const { req, ack } = d.csg(csgId);
  d.machine.atomically(() => {
    ack.store((ack.peek() & ~CSG.IDLE) | (~req.peek() & CSG.IDLE));
    d.regs.job.raise(1 << csgId);
  });
}

/** Plays the firmware: CS 0 of a group's slot asks for protected mode, B.2-2. */
export function raiseRequest(d: Driver, name: string): void {
  const csgId = d.group(groupId(name)).csgId.peek();
  const cs = d.cs(csgId, 0);
  d.machine.atomically(() => {
    cs.ack.store((cs.ack.peek() & ~CS.PROTM_PENDING) | (~cs.req.peek() & CS.PROTM_PENDING));
    d.csg(csgId).irqReq.store(d.csg(csgId).irqAck.peek() ^ 1);
    d.regs.job.raise(1 << csgId);
  });
}

/** Plays the firmware: the session ends, B.2-12 and B.2-14. */
export function endOfRegion(d: Driver): void {
  const { glb } = d.fwif;
  d.machine.atomically(() => {
    d.regs.gpuStatus.store(0);
    glb.ack.store((glb.ack.peek() & ~GLB.PROTM_EXIT) | (~glb.req.peek() & GLB.PROTM_EXIT));
    d.regs.job.raise(JOB_INT_GLOBAL_IF);
  });
}

/** Two groups, the upper one protected; it asks at 3 ms and its region ends at 6 ms. */
export function* protectedScript(d: Driver): Act {
  yield* createAndSubmit(
    d,
    [
      { name: 'video', priority: 2, protected: true },
      { name: 'screen', priority: 1 },
    ],
    ['video', 'screen'],
  );
  yield* d.machine.sleep(3_000 - d.machine.nowUs, 'until 3 ms');
  raiseRequest(d, 'video');
  yield* d.machine.sleep(3_000, 'until 6 ms');
  endOfRegion(d);
}
