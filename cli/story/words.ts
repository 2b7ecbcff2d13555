import type { Declaration, SimEvent } from '../../impl/events.ts';
import { groupPriorityNames } from '../../impl/userspace/workload.ts';
import { plural } from '../../properties/plural.ts';
import { cName } from '../c-names.ts';
import { killCauses } from './causes.ts';
import { ms } from './said.ts';
import {
  commandWords,
  deviceWords,
  powerWords,
  requestWords,
  sessionWords,
  wordWords,
} from './words-machine.ts';
import { heapWords, memoryWords, valueWords, vmWords } from './words-memory.ts';

/** An event as a row of a story: a few words with the kernel's names. */
export function words(event: SimEvent): string {
  switch (event.kind) {
    case 'word':
      return wordWords(event.word, event.before, event.after);
    case 'lock':
      return lockWords(event);
    case 'work':
      return event.op === 'dropped' || event.op === 'refused'
        ? `${cName(event.work)} not queued: reset pending`
        : `${cName(event.work)} ${event.op}`;
    case 'wait':
      if (event.op === 'begin') return `waits: ${event.what}, ${ms(event.limitUs)} ms`;
      return event.op === 'met' ? `${event.what}: met` : `${event.what}: TIMEOUT, ${ms(event.limitUs)} ms`;
    case 'irq':
      return `${event.line.toUpperCase()} irq ${event.op}`;
    case 'tick':
      return tickWords(event);
    case 'csg': {
      const what = `${event.request} slot ${event.slot}`;
      if (event.op === 'ack') return `${what} acked`;
      return `${what} (${event.group})${event.op === 'timeout' ? ' TIMEOUT' : ''}`;
    }
    case 'group':
      return groupWords(event);
    case 'request':
      return requestWords(event.op, `${event.group} CS${event.queue}`);
    case 'session':
      return sessionWords(event.op, event.group, event.cause);
    case 'command':
      return commandWords(event);
    case 'job': {
      if (event.op === 'signal')
        return `fence of ${event.job}${event.error === null ? '' : `: ${event.error}`}`;
      if (event.op === 'held') return `submit ${event.job}: waits for a fence`;
      if (event.op === 'refused') return `submit ${event.job}: ${event.error ?? 'refused'}`;
      return `${event.op} ${event.job}`;
    }
    case 'memory':
      return memoryWords(event);
    case 'usage':
      if (event.op === 'measure') return `${event.job} is measured`;
      return `fdinfo of ${event.process} counts ${ms(event.us)} ms of ${event.job}`;
    case 'counters':
      return { start: 'counters count', stop: 'counters count no more', sample: 'sample of the counters' }[
        event.op
      ];
    case 'value':
      return valueWords(event);
    case 'power':
      return powerWords(event.op, event.note);
    case 'heap':
      return heapWords(event.op, event.heap);
    case 'device':
      return deviceWords(event);
    case 'reset':
      return event.op === 'schedule' ? `schedule_reset: ${cName(event.cause)}` : `GPU reset ${event.op}s`;
    case 'ioctl':
      return `${event.call}: ${event.result}`;
    case 'vm':
      return vmWords(event);
    case 'choice':
      return `${event.id}: ${event.option}`;
    case 'log':
      return `"${event.text}"`;
    default:
      return event satisfies never;
  }
}

function lockWords(event: SimEvent & { readonly kind: 'lock' }): string {
  if (event.op === 'breach' || event.op === 'fenceBreach') return event.note;
  if (event.op === 'inFencePath') return `${cName(event.lock)} is taken where a fence is signalled`;
  const down = { exclusive: 'mutex_lock', read: 'down_read', write: 'down_write' } as const;
  const up = { exclusive: 'mutex_unlock', read: 'up_read', write: 'up_write' } as const;
  const lock = `(${cName(event.lock)})`;
  if (event.op === 'release') return `${up[event.mode]}${lock}`;
  return `${down[event.mode]}${lock}${event.op === 'blocked' ? ': blocked' : ''}`;
}

function tickWords(event: SimEvent & { readonly kind: 'tick' }): string {
  const kind = event.full ? 'tick' : 'partial tick';
  if (event.op !== 'ranked') return `${kind} ${event.op}s`;
  const picked = event.picked.length === 0 ? 'nobody' : event.picked.join(' > ');
  return `${kind} picks ${picked}${event.protmGroup === null ? '' : `; protm_group ${event.protmGroup}`}`;
}

function groupWords(event: SimEvent & { readonly kind: 'group' }): string {
  const { op, group, slot, cause, declares } = event;
  const where = slot === null ? '' : `, slot ${slot}`;
  switch (op) {
    case 'bind':
    case 'unbind':
      return `${op} ${group}${where}`;
    case 'idle':
    case 'busy':
      return `${group} ${op === 'idle' ? 'idle' : 'not idle'}`;
    case 'kill':
      return `${group} KILLED${cause === null ? '' : `: ${killCauses[cause]}`}`;
    case 'declare':
      return `GROUP_CREATE ${group}${declares === undefined ? '' : `: ${declarationWords(declares)}`}`;
    case 'create':
    case 'destroy':
    case 'release':
      return `${op} ${group}`;
    default:
      return op satisfies never;
  }
}

/** `high, protected, 2 queues`. */
function declarationWords({ priority, queues, declaredProtected }: Declaration): string {
  const level = groupPriorityNames[priority] ?? `priority ${priority}`;
  return [level, ...(declaredProtected ? ['protected'] : []), plural(queues, 'queue')].join(', ');
}
