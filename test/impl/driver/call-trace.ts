import type { SimContext } from '../../../impl/context.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { AS_COMMAND, bitNames, CS, CSG, GLB } from '../../../impl/interface/bits.ts';

/** What one activity did, one row each, as the tables of protocol.md put it: locks, words, waits, beliefs. */
export function callTrace(context: SimContext, activity: string, fromUs = 0): readonly string[] {
  return context.events
    .filter((e) => e.activity === activity && e.tUs >= fromUs)
    .flatMap((e) => {
      const row = rowOf(e);
      return row === null ? [] : [row];
    });
}

/** The same without locks below the scheduler's, waits for the MMU, cache flushes and queueing. */
export function steps(context: SimContext, activity: string, fromUs = 0): readonly string[] {
  return callTrace(context, activity, fromUs).filter(
    (row) => !/^(un)?lock (as|cache|vm)|cache flush|AS_ACTIVE|NOP|^(queued|moved)/.test(row),
  );
}

/** What a table of protocol.md would say of an event; null: nothing. */
export function rowOf(e: SimEvent): string | null {
  switch (e.kind) {
    case 'lock':
      if (e.op === 'acquire') return `lock ${e.lock} ${e.mode}`;
      return e.op === 'release' ? `unlock ${e.lock} ${e.mode}` : null;
    case 'word':
      return wordRow(e.word, e.before, e.after);
    case 'wait':
      return `${e.op === 'begin' ? `wait ${e.limitUs / 1000} ms for` : e.op} ${e.what}`;
    case 'csg':
      return e.op === 'request' ? null : `${e.op} ${e.group} ${e.request}`;
    case 'request':
      return `${e.op} request of ${e.group}:${e.queue}`;
    case 'session':
      return `${e.op} ${e.group ?? '-'}`;
    case 'tick':
      return `tick ${e.op}${e.op === 'ranked' ? ` [${e.picked.join(' ')}] protm_group ${e.protmGroup ?? '-'}` : ''}`;
    case 'power':
      return `power ${e.op}${e.note === '' ? '' : ` ${e.note}`}`;
    case 'reset':
      return `reset ${e.op}`;
    case 'work':
      return e.op === 'queued' || e.op === 'moved' || e.op === 'dropped' ? `${e.op} ${e.work}` : null;
    default:
      return null;
  }
}

function wordRow(word: string, before: number, after: number): string | null {
  const changed = before ^ after;
  if (word.startsWith('CSF_DOORBELL')) return `ring ${word}`;
  if (word === 'MCU_CONTROL' || word === 'L2_READY') return `${word} = ${after}`;
  const as = /^(AS\d+)_COMMAND$/.exec(word);
  if (as) return `${as[1]} ${Object.entries(AS_COMMAND).find(([, code]) => code === after)?.[0]}`;
  if (changed === 0 || (/_CS\d+_REQ$/.test(word) && (changed & ~CS.STATE_MASK) === 0)) return null;
  if (word === 'GLB_REQ') return `GLB_REQ ${bitNames(GLB, changed)}`;
  if (/^CSG\d+_REQ$/.test(word)) {
    const state = changed & CSG.STATE_MASK ? ['TERMINATE', 'START', 'SUSPEND', 'RESUME'][after & 3] : null;
    const toggles = bitNames(CSG, changed & ~CSG.STATE_MASK);
    return `${word} ${[state, toggles === '0' ? null : toggles].filter((t) => t !== null).join('|') || 'unchanged'}`;
  }
  if (/^CSG\d+_CS\d+_REQ$/.test(word)) return `${word} ${bitNames(CS, changed & ~CS.STATE_MASK)}`;
  if (/_EP_REQ$/.test(word)) return `${word} priority ${after >>> 28}`;
  return /_(DB_REQ|IRQ_ACK)$/.test(word) ? `${word} ^= ${changed >>> 0}` : null;
}
