import type { ExitCause, KillCause, SimEvent } from '../../impl/events.ts';
import { bitNames, CS, CSG, GLB, GPU_STATUS_PROTM_ACTIVE, MCU_STATUS } from '../../impl/interface/bits.ts';
import { cName } from '../c-names.ts';

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

function heapWords(op: (SimEvent & { readonly kind: 'heap' })['op'], heap: string): string {
  switch (op) {
    case 'register':
    case 'withdraw':
    case 'destroy':
      return `heap ${heap} ${op === 'destroy' ? 'destroyed' : op === 'register' ? 'registered' : 'withdrawn'}`;
    case 'find':
    case 'missing':
      return `dma_heap_find(${heap}): ${op === 'find' ? 'found' : 'NULL'}`;
    case 'put':
      return `dma_heap_put(${heap})`;
    case 'lend':
      return `${heap} lent to trusted firmware`;
    case 'reclaim':
      return `${heap} taken back`;
    case 'exhausted':
      return `${heap} has no memory left`;
    case 'refuse':
      return `trusted firmware refuses ${heap}`;
    case 'offer':
    case 'unoffer':
      return `protected mode ${op === 'offer' ? '' : 'no longer '}offered`;
    default:
      return op satisfies never;
  }
}

function deviceWords({ op, section, note }: SimEvent & { readonly kind: 'device' }): string {
  switch (op) {
    case 'boot':
      return `firmware boots with${section ? '' : 'out'} its protected section`;
    case 'ready':
      return 'device registered';
    case 'deferred':
      return 'probe deferred';
    case 'failed':
      return `probe FAILED: ${note}`;
    case 'unplug':
    case 'unplugged':
      return op === 'unplug' ? 'drm_dev_unplug()' : 'device unplugged';
    default:
      return op satisfies never;
  }
}

function memoryWords({ op, buffer, note }: SimEvent & { readonly kind: 'memory' }): string {
  const what = [buffer, note].filter((part) => part !== '').join(', ');
  return op === 'attempt' ? what : `${op}${what === '' ? '' : buffer === '' ? `: ${what}` : ` ${what}`}`;
}

function valueWords({ op, who, buffer, value, tagged }: SimEvent & { readonly kind: 'value' }): string {
  const mode = tagged ? ' (protected)' : '';
  switch (op) {
    case 'read':
      return `${who} reads ${value} from ${buffer}${mode}`;
    case 'write':
      return `${who} writes ${value} to ${buffer}${mode}`;
    case 'branch':
      return `${who} branches on ${value}${mode}`;
    case 'miss':
      return `${who}: ${buffer} has no page ${value}${mode}`;
    default:
      return op satisfies never;
  }
}

function vmWords({ op, vm, note }: SimEvent & { readonly kind: 'vm' }): string {
  switch (op) {
    case 'bindQueued':
      return `VM_BIND ${note} queued`;
    case 'bindRefused':
      return `VM_BIND of ${note} refused`;
    case 'bindRun':
      return `VM_BIND ${note} of ${vm} runs`;
    case 'bindSignalled':
      return `fence of VM_BIND ${note} of ${vm}`;
    case 'unusable':
      return `VM of ${vm} UNUSABLE`;
    case 'evicted':
      return `mappings of ${vm} evicted`;
    case 'evictionRefused':
      return `mappings of ${vm} not evicted: ${note}`;
    case 'restored':
      return `mappings of ${vm} restored`;
    default:
      return op satisfies never;
  }
}

/** What a rule says of a violation, with the checker's own names and numbers put into words. */
export function said(what: string): string {
  return what
    .replace(/\bforced by (\w+)/, (all, cause: string) => {
      const named = Object.entries(exitCauses).find(([name]) => name === cause);
      return named === undefined ? all : `forced by a ${named[1]}`;
    })
    .replace(/\((\w+)\) by\b/, (all, cause: string) => {
      const named = Object.entries(killCauses).find(([name]) => name === cause);
      return named === undefined ? all : `(${named[1]}) by`;
    })
    .replace(/\brecorded requests ([01]+)b\b/, (_, mask: string) => `recorded requests of ${queuesOf(mask)}`);
}

/** `CS0 and CS2` of `101`. */
function queuesOf(mask: string): string {
  const bits = [...mask].reverse();
  const queues = bits.flatMap((bit, queue) => (bit === '1' ? [`CS${queue}`] : []));
  return queues.length < 2
    ? (queues[0] ?? 'no CS')
    : `${queues.slice(0, -1).join(', ')} and ${queues.at(-1)}`;
}

/** Virtual milliseconds of a duration, without needless figures. */
export function ms(us: number): string {
  return String(us / 1000);
}

function wordWords(word: string, before: number, after: number): string {
  const changed = before ^ after;
  const bits = word.startsWith('GLB_') ? GLB : /_CS\d+_/.test(word) ? CS : CSG;
  const doorbell = /^CSF_DOORBELL(\d+)$/.exec(word)?.[1];
  if (doorbell !== undefined && after !== 0) return `rings CSF_DOORBELL(${doorbell})`;
  if (word === 'MCU_STATUS') return after === MCU_STATUS.HALT ? 'MCU halted' : `${word} = ${hex(after)}`;
  if (word === 'L2_READY') return `L2 power ${after === 0 ? 'off' : 'on'}`;
  if (word === 'GPU_STATUS') return `b7=${(after & GPU_STATUS_PROTM_ACTIVE) === 0 ? 0 : 1}`;
  if (!/_(REQ|ACK)$/.test(word) || /_(DB|IRQ|EP)_/.test(word)) return `${word} = ${hex(after)}`;
  if (changed === 0) return `${word} written, unchanged`;
  if (word === 'GLB_REQ' && changed === GLB.PING) return 'sends PING (GLB_REQ)';
  const names = bitNames(bits, changed);
  const state = (changed & CSG.STATE_MASK) !== 0 && bits !== GLB ? `STATE=${after & CSG.STATE_MASK}` : '';
  const values = names === '0' ? '' : `${names}=${(after & changed & ~CSG.STATE_MASK) === 0 ? 0 : 1}`;
  return `${word} ${[state, values].filter((part) => part !== '').join(' ')}`;
}

function hex(word: number): string {
  return `0x${(word >>> 0).toString(16)}`;
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

const killCauses: Readonly<Record<KillCause, string>> = {
  fatal: 'fatal fault',
  jobTimeout: 'job timeout',
  mmuFault: 'MMU fault',
  progressTimeout: 'progress timeout',
  protmFault: 'owner of a failed session',
  suspendTimeout: 'no SUSPEND ack',
  undeclaredUse: 'undeclared protected use',
  resetFailed: 'reset failed',
  unplugged: 'device unplugged',
  destroyed: 'destroyed',
};

function groupWords(event: SimEvent & { readonly kind: 'group' }): string {
  const { op, group, slot, cause } = event;
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
    case 'create':
    case 'destroy':
    case 'release':
      return `${op} ${group}`;
    default:
      return op satisfies never;
  }
}

type RequestOp = (SimEvent & { readonly kind: 'request' })['op'];

function requestWords(op: RequestOp, who: string): string {
  switch (op) {
    case 'reach':
      return `${who} at PROT_REGION`;
    case 'raise':
      return `${who} PROTM_PENDING raised`;
    case 'note':
      return `${who} PROTM_PENDING noted`;
    case 'ack':
      return `${who} PROTM_PENDING acked`;
    case 'drop':
      return `${who} request dropped`;
    case 'sample':
      return `${who} ack sampled`;
    case 'forget':
      return `${who} will not ask again`;
    default:
      return op satisfies never;
  }
}

const exitCauses: Readonly<Record<ExitCause, string>> = {
  regionEnd: 'region ends',
  ping: 'PING',
  csgRequest: 'CSG request',
  doorbell: 'doorbell',
  globalRequest: 'GLB request',
  needsHost: 'needs the host',
  fault: 'fault',
  reset: 'reset',
  powerOff: 'power off',
  empty: 'nothing acked',
};

type SessionOp = (SimEvent & { readonly kind: 'session' })['op'];

function sessionWords(op: SessionOp, group: string | null, cause: ExitCause | null): string {
  const of = group === null ? '' : ` (${group})`;
  const why = cause === null ? '' : `: ${exitCauses[cause]}`;
  switch (op) {
    case 'enterSent':
      return group === null ? 'PROTM_ENTER sent, no owner' : `PROTM_ENTER sent${of}`;
    case 'enterAcked':
      return 'PROTM_ENTER ack, b7=0';
    case 'entered':
      return `b7=1${of}`;
    case 'exitForced':
      return `exit forced${why}`;
    case 'left':
      return `b7=0${why}`;
    case 'exitRaised':
      return 'PROTM_EXIT raised';
    case 'exitAnswered':
      return 'PROTM_EXIT answered';
    case 'entrySeen':
      return 'driver: entry succeeded';
    case 'entryFailed':
      return `entry FAILED${of}`;
    default:
      return op satisfies never;
  }
}

type PowerOp = (SimEvent & { readonly kind: 'power' })['op'];

function powerWords(op: PowerOp, note: string): string {
  switch (op) {
    case 'suspend':
      return 'device suspend begins';
    case 'off':
      return 'GPU power off';
    case 'resume':
      return 'GPU power on';
    case 'on':
      return `device resumed, ${note}`;
    case 'access':
      return `${note}: access without power`;
    default:
      return op satisfies never;
  }
}

function commandWords(event: SimEvent & { readonly kind: 'command' }): string {
  const { op, group, queue, text, region, gpuProtected } = event;
  const wrong = region !== gpuProtected && (op === 'issue' || op === 'resume');
  const mode = wrong ? ` with b7=${gpuProtected ? 1 : 0}` : region ? ' (protected)' : '';
  const verb = {
    issue: 'runs',
    complete: 'done',
    resume: 'resumes',
    save: 'saved at',
    drain: 'goes on with',
  } as const;
  return op === 'complete'
    ? `${group} CS${queue} ${text} done`
    : `${group} CS${queue} ${verb[op]} ${text}${mode}`;
}
