import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { simulate } from '../../../impl/simulate.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';

/** Two groups; the job of the first ends with a fatal error. */
const runWith = (fatal: string) =>
  simulate(
    {
      revision: revisions.mainline,
      workload: decodeWorkload({
        name: 'fatal',
        note: '',
        slots: 2,
        asSlots: 2,
        csPerSlot: 1,
        processes: ['p', 'q'].map((name) => ({
          name,
          groups: [{ name: 'g', priority: 'medium', protected: false, queues: 1 }],
          script: [
            { submit: { queue: `${name}.g:0`, stream: ['RUN 2 ms', name === 'p' ? fatal : 'RUN 30 ms'] } },
          ],
        })),
      }),
      profile: {},
      horizonUs: 1_000_000,
    },
    runToCompletion,
  ).events;

const told = (fatal: string): readonly string[] =>
  runWith(fatal).flatMap((e) => {
    if (e.kind === 'reset') return [`reset ${e.op} ${e.cause}`.trim()];
    if (e.kind === 'group' && e.op === 'kill') return [`kill ${e.group} ${e.cause}`];
    if (e.kind === 'work' && e.work === 'tick_work' && e.op === 'cancelled') return ['tick cancelled'];
    if (e.kind === 'job' && e.op === 'signal') return [`${e.job} ${e.error ?? 'done'}`];
    return [];
  });

describe('a fatal error of a CS, D.5', () => {
  test('ends its group at the next tick', () => {
    expect(told('FATAL')).toEqual(['kill p.g fatal', 'p.g:0/1 EINVAL', 'q.g:0/1 done']);
  });

  test('CS_UNRECOVERABLE: a reset, the pending tick is cancelled, and others go on after it', () => {
    expect(told('UNRECOVERABLE')).toEqual([
      'kill p.g fatal',
      'reset schedule CS_UNRECOVERABLE',
      'tick cancelled',
      'reset begin',
      'p.g:0/1 EINVAL',
      'reset end',
      'q.g:0/1 done',
    ]);
  });
});
