import type { SimEvent } from '../../impl/events.ts';

export function memoryWords({ op, buffer, note }: SimEvent & { readonly kind: 'memory' }): string {
  const what = [buffer, note].filter((part) => part !== '').join(', ');
  return op === 'attempt' ? what : `${op}${what === '' ? '' : buffer === '' ? `: ${what}` : ` ${what}`}`;
}

export function valueWords({
  op,
  who,
  buffer,
  value,
  tagged,
}: SimEvent & { readonly kind: 'value' }): string {
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

export function vmWords({ op, vm, note }: SimEvent & { readonly kind: 'vm' }): string {
  switch (op) {
    case 'bindQueued':
      return `VM_BIND ${note} queued`;
    case 'bindRefused':
      return `VM_BIND refused: ${note}`;
    case 'bindRun':
      return `VM_BIND ${note} of ${vm} runs`;
    case 'bindSignalled':
      return `fence of VM_BIND ${note} of ${vm}`;
    case 'unusable':
      return `VM of ${vm} UNUSABLE`;
    case 'destroyed':
      return `VM of ${vm} destroyed`;
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

export function heapWords(op: (SimEvent & { readonly kind: 'heap' })['op'], heap: string): string {
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
