import type { ExitCause, SimEvent } from '../../impl/events.ts';
import {
  bitNames,
  CS,
  CSG,
  GLB,
  GPU_STATUS_PROTM_ACTIVE,
  MCU_CONTROL,
  MCU_STATUS,
} from '../../impl/interface/bits.ts';
import { asCommandName } from '../../properties/rules/address-spaces.ts';
import { exitCauses } from './causes.ts';

/** A word of the interface or a register that was written. */
export function wordWords(word: string, before: number, after: number): string {
  const changed = before ^ after;
  const bits = word.startsWith('GLB_') ? GLB : /_CS\d+_/.test(word) ? CS : CSG;
  const doorbell = /^CSF_DOORBELL(\d+)$/.exec(word)?.[1];
  if (doorbell !== undefined && after !== 0) return `rings CSF_DOORBELL(${doorbell})`;
  if (word === 'MCU_STATUS') return after === MCU_STATUS.HALT ? 'MCU halted' : `${word} = ${hex(after)}`;
  if (word === 'MCU_CONTROL' && after === MCU_CONTROL.OFF) return 'MCU_CONTROL = 0: the MCU stops';
  if (word === 'L2_READY') return `L2 power ${after === 0 ? 'off' : 'on'}`;
  if (/^AS\d+_COMMAND$/.test(word)) return `${word} = ${asCommandName(after) ?? hex(after)}`;
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

type RequestOp = (SimEvent & { readonly kind: 'request' })['op'];

export function requestWords(op: RequestOp, who: string): string {
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

type SessionOp = (SimEvent & { readonly kind: 'session' })['op'];

export function sessionWords(op: SessionOp, group: string | null, cause: ExitCause | null): string {
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

export function commandWords(event: SimEvent & { readonly kind: 'command' }): string {
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

type PowerOp = (SimEvent & { readonly kind: 'power' })['op'];

export function powerWords(op: PowerOp, note: string): string {
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

export function deviceWords({ op, section, note }: SimEvent & { readonly kind: 'device' }): string {
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
