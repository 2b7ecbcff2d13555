import type { Run } from '../../impl/simulate.ts';

/** How a call or a job ends, best first; one that is not told of never ends. */
type End = 'ok' | 'error' | 'never';
const worst: readonly End[] = ['ok', 'error', 'never'];

/** What clients get: by call and job how it ends, and when. */
export interface Outcome {
  readonly ends: ReadonlyMap<string, { readonly end: End; readonly text: string; readonly atUs: number }>;
  /** Nothing is left to do: what did not end by then never does. */
  readonly isWhole: boolean;
}

export function outcomeOf({ events, end }: Run): Outcome {
  const ends: Map<string, { end: End; text: string; atUs: number }> = new Map();
  const calls = new Map<string, number>();
  for (const event of events) {
    const { tUs: atUs } = event;
    if (event.kind === 'ioctl') {
      const { process, call, result } = event;
      const nth = (calls.get(`${process} ${call}`) ?? 0) + 1;
      calls.set(`${process} ${call}`, nth);
      const isError = /^E[A-Z]+/.test(result);
      ends.set(`${process} ${call} (${nth})`, { end: isError ? 'error' : 'ok', text: result, atUs });
    } else if (event.kind === 'job' && event.op === 'signal') {
      const { job, error } = event;
      ends.set(job, { end: error === null ? 'ok' : 'error', text: error ?? 'done', atUs });
    } else if (event.kind === 'vm' && event.op === 'bindSignalled') {
      const { vm, note } = event;
      const [nth = '', error] = note.split(': ');
      ends.set(`VM_BIND ${nth} of ${vm}`, {
        end: error === undefined ? 'ok' : 'error',
        text: error ?? 'done',
        atUs,
      });
    }
  }
  return { ends, isWhole: end !== 'steps' && end !== 'stopped' };
}

/** What one driver's clients get worse than another's on the same run: the first that fails, or never ends; null: none. */
export function whatFails(usual: Outcome, other: Outcome): string | null {
  for (const [what, { end, text }] of usual.ends) {
    const now = other.ends.get(what);
    if (now === undefined && !other.isWhole) continue;
    if (worst.indexOf(now?.end ?? 'never') <= worst.indexOf(end)) continue;
    return `${what}: ${now?.text ?? 'never ends'} instead of ${text}`;
  }
  return null;
}

/** Whether clients are told the same, at whatever time. */
export function isSame(usual: Outcome, other: Outcome): boolean {
  if (usual.ends.size !== other.ends.size) return false;
  return [...usual.ends].every(([what, { text }]) => other.ends.get(what)?.text === text);
}

/** What ends latest beside when it usually does, and by how much, microseconds. */
export function whatIsLater(usual: Outcome, other: Outcome): { readonly what: string; readonly us: number } {
  let most = { what: '', us: 0 };
  for (const [what, { atUs }] of usual.ends) {
    const us = (other.ends.get(what)?.atUs ?? atUs) - atUs;
    if (us > most.us) most = { what, us };
  }
  return most;
}
