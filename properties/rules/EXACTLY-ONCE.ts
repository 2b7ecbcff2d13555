import type { JobId } from '../../impl/ids.ts';
import { watching } from '../rule.ts';
import { seqsOf } from './rests-on.ts';

interface Position {
  readonly job: JobId;
  readonly index: number;
  readonly issuedSeq: number;
  open: boolean;
}

/**
 * Across suspends, resumes, exits and re-entries each command of a stream is issued once and in stream order,
 * protected ones only in protected mode, others only in normal mode; a killed group shows a prefix.
 */
export const exactlyOnce = watching(
  { id: 'EXACTLY-ONCE', cite: ['B.2-1', 'B.2-11', 'B.4', 'F14', 'F31'], on: ['command'] },
  (verdicts) => {
    const last = new Map<string, Position>();
    return {
      observe(e, v) {
        if (e.kind !== 'command' || e.op === 'drain') return;
        const instance = `${e.group}:${e.queue}`;
        const before = last.get(instance) ?? null;
        const where = `${e.job}[${e.index}] "${e.text}"`;
        if (e.op === 'issue' || e.op === 'resume') {
          if (e.region && !e.gpuProtected)
            verdicts.violated(e, `${instance} mode`, `${where} runs in normal mode`);
          if (!e.region && e.gpuProtected)
            verdicts.violated(e, `${instance} mode`, `${where} runs in protected mode`);
          if (v.group(e.group).life === 'released')
            verdicts.violated(e, instance, `${where} runs after its group`);
        }
        if (e.op === 'issue') {
          verdicts.given++;
          const wrong = outOfOrder(before, e.job, e.index);
          if (wrong !== null)
            verdicts.violated(e, instance, `${where} is issued ${wrong}`, seqsOf(before?.issuedSeq));
          last.set(instance, { job: e.job, index: e.index, issuedSeq: e.seq, open: true });
          return;
        }
        if (before === null || before.job !== e.job || before.index !== e.index) {
          const at = before === null ? 'nothing' : `${before.job}[${before.index}]`;
          verdicts.violated(e, instance, `${e.op} of ${where} while ${at} was issued last`);
        } else if (e.op === 'complete') {
          if (!before.open) verdicts.violated(e, instance, `${where} completes twice`);
          before.open = false;
        } else if (!before.open) {
          verdicts.violated(e, instance, `${e.op} of ${where} after it completed`);
        }
      },
    };
  },
);

/** What is wrong with issuing command `index` of `job` after `before`; null when it is the next one. */
function outOfOrder(before: Position | null, job: JobId, index: number): string | null {
  if (before === null || before.job !== job) {
    if (before !== null && nth(job) <= nth(before.job)) return `after ${before.job}`;
    return index === 0 ? null : 'without those before it';
  }
  if (index <= before.index) return 'a second time';
  return index === before.index + 1 ? null : `after [${before.index}]: some are left out`;
}

/** The place of a job in its queue, from its name `player.video:0/3`. */
function nth(job: JobId): number {
  return Number.parseInt(job.slice(job.lastIndexOf('/') + 1), 10);
}
