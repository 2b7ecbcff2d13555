import type { SimEvent } from '../../impl/events.ts';
import { GPU_INT } from '../../impl/interface/bits.ts';
import { ENTRY_LOCK, TICK_WORK } from '../rules/names.ts';
import { parseWord } from '../rules/word-names.ts';

/**
 * Whether an event can change the state of the model that `Abstraction.state` reads from a run. Most events are of locks,
 * waits and interrupts and cannot, and the state is worked out anew only after those that can.
 */
export function concernsModel(event: SimEvent): boolean {
  switch (event.kind) {
    case 'word': {
      const name = parseWord(event.word);
      if (name.of === 'csg') return name.word === 'EP_REQ';
      return name.of !== 'doorbell' && name.of !== 'other';
    }
    // Readers of the entry lock are memory operations.
    case 'lock':
      return event.mode === 'read' && event.lock === ENTRY_LOCK;
    case 'irq':
      return event.op === 'raise' && event.line === 'gpu' && (event.bits & GPU_INT.PROTM_FAULT) !== 0;
    case 'work':
      return event.op === 'end' && event.work === TICK_WORK;
    case 'tick':
    case 'csg':
    case 'group':
    case 'request':
    case 'session':
    case 'command':
    case 'job':
    case 'reset':
    case 'power':
    case 'memory':
    case 'device':
    case 'heap':
      return true;
    case 'wait':
    case 'ioctl':
    case 'usage':
    case 'counters':
    case 'value':
    case 'vm':
    case 'choice':
    case 'log':
      return false;
    default:
      return event satisfies never;
  }
}
