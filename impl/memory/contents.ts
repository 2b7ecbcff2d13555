import type { SimContext } from '../context.ts';
import type { EventBody } from '../events.ts';
import type { Caches } from '../gpu/caches.ts';
import type { BufferId, ProcessId } from '../ids.ts';
import type { Memory } from './memory.ts';
import type { Words } from './pages.ts';

/** On whose behalf something is read or written, and by what: `player.main:0`, `CPU`. */
export interface Accessor {
  readonly who: string;
  readonly process: ProcessId | null;
}

/** What an access came to. `ordinary`: protected mode reads memory that is not behind the firewall (F25). */
export type Loaded =
  | { readonly result: 'ok' | 'ordinary'; readonly value: number }
  | { readonly result: 'refused' | 'no translation' };

/**
 * What stands in buffers, as abstract values, and everybody who reads or writes it: command streams, processes, the
 * trusted decoder, dumps. Told as events, so that two runs can be compared by who saw what.
 */
export class Contents {
  /**
   * @param firewall false: it refuses nothing, whoever asks
   * @param decoded what the decoder writes for a process
   */
  constructor(
    private readonly context: SimContext,
    private readonly memory: Memory,
    private readonly caches: Caches,
    private readonly firewall: boolean,
    private readonly decoded: (process: ProcessId) => number,
  ) {}

  /** A load by a command stream through an address space, of a page of what its process bound as `at`. */
  load(as: string, at: string, index: number, by: Accessor, tagged: boolean): Loaded {
    const buffer = this.memory.boundAt(as, at);
    if (buffer === null) return { result: 'no translation' };
    const page = this.memory.pageOf(buffer, index);
    if (page === null) {
      this.tell('miss', by, buffer, index, tagged);
      return { result: 'no translation' };
    }
    const cached = this.caches.words(page.page);
    if (cached === null) {
      if (this.firewall && page.protected && !tagged) return { result: 'refused' };
      this.caches.keep(page.page, { buffer, words: page.words, tagged, dirty: false });
    }
    const value = sum(cached ?? page.words);
    this.tell('read', by, buffer, value, tagged);
    return { result: this.firewall && tagged && !page.protected ? 'ordinary' : 'ok', value };
  }

  /** A store by a command stream: the firewall refuses a tagged one to ordinary memory, and the other way round. */
  store(
    as: string,
    at: string,
    value: number,
    by: Accessor,
    tagged: boolean,
  ): 'ok' | 'refused' | 'no translation' {
    const buffer = this.memory.boundAt(as, at);
    const page = buffer === null ? null : this.memory.pageOf(buffer, 0);
    if (buffer === null || page === null) return 'no translation';
    if (this.firewall && page.protected !== tagged) return 'refused';
    if (!tagged) this.memory.fill(buffer, [value]);
    for (const number of this.memory.pageNumbers(buffer)) {
      this.caches.keep(number, { buffer, words: [value], tagged, dirty: tagged });
    }
    this.tell('write', by, buffer, value, tagged);
    return 'ok';
  }

  /** What a command stream loaded decided what it does. */
  branch(by: Accessor, value: number, tagged: boolean): void {
    this.tell('branch', by, '', value, tagged);
  }

  /** The trusted decoder writes a process's content, into protected memory only. */
  decode(buffer: BufferId, process: ProcessId): void {
    if (this.memory.pageOf(buffer, 0)?.protected !== true) return;
    const value = this.decoded(process);
    this.memory.fill(buffer, [value]);
    this.tell('write', { who: 'decoder', process }, buffer, value, true);
  }

  /** The CPU reads a buffer. What lies behind the firewall it does not get. */
  readByCpu(buffer: BufferId, by: Accessor): void {
    for (let index = 0; ; index++) {
      const page = this.memory.pageOf(buffer, index);
      if (page === null) return;
      if (this.firewall && page.protected) {
        this.context.emit({
          kind: 'memory',
          op: 'fault',
          buffer,
          who: 'CPU',
          note: 'read of protected memory',
        });
        return;
      }
      this.tell('read', by, buffer, sum(page.words), false);
    }
  }

  private tell(
    op: Extract<EventBody, { kind: 'value' }>['op'],
    { who, process }: Accessor,
    buffer: string,
    value: number,
    tagged: boolean,
  ): void {
    this.context.emit({ kind: 'value', op, who, process, buffer, value, tagged });
  }
}

const sum = (words: Words): number => words.reduce((a, b) => a + b, 0);
