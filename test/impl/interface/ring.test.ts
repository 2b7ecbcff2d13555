import { expect, test } from 'vitest';
import { SimContext } from '../../../impl/context.ts';
import { groupId, jobId } from '../../../impl/ids.ts';
import { Ring } from '../../../impl/interface/ring.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import { assemble } from '../../../impl/userspace/assembler/encode.ts';

test('what was executed stays in the ring: a CS that is resumed from an older context finds its job', () => {
  const ring = new Ring(
    new SimContext(new Machine({ chooser: runToCompletion, horizonUs: 0, maxSteps: 0 })),
    'player.main:0',
  );
  const job = (number: number) => jobId(groupId('player.main'), 0, number);
  for (const number of [1, 2, 3]) {
    ring.push({ job: job(number), code: assemble([]), syncSeqno: number, flushes: true });
    ring.insert.store(number);
    ring.extract.store(number);
  }
  expect([0, 1, 2, 3].map((index) => ring.at(index)?.job)).toEqual([job(1), job(2), job(3), undefined]);
});
