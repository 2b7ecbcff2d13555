import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Memo, Unfinished } from '../properties/campaign/memo.ts';
import { checkpointIn, everySoOften, hasCheckpoint } from './model/checkpoint-file.ts';

const FORMAT = 'protm-check journal, version 1';

/**
 * What a search has finished, a line of JSON each, appended in one write as soon as it is known: a search that is killed
 * at any moment goes on from it. A line that was cut by the kill is taken away; whoever wrote it computes it again.
 * Beside the file, in a folder of its name, stand checkpoints of what takes minutes to finish.
 */
export class Journal implements Memo {
  private readonly known = new Map<string, unknown>();

  /**
   * @param path of the file; made where there is none
   * @param about what the search is of; a journal of another one is begun anew
   */
  constructor(
    private readonly path: string,
    about: string,
  ) {
    const head = `${JSON.stringify([FORMAT, about])}\n`;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (!text.startsWith(head)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, head);
      rmSync(this.folder, { recursive: true, force: true });
      return;
    }
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.slice(head.length).split('\n')) {
      if (line === '') continue;
      const [key, value] = JSON.parse(line) as [string, unknown];
      this.known.set(key, value);
    }
  }

  /** How many things were finished before. */
  get size(): number {
    return this.known.size;
  }

  recall(key: string): unknown {
    return this.known.get(key) ?? null;
  }

  keep(key: string, value: unknown): void {
    appendFileSync(this.path, `${JSON.stringify([key, value])}\n`);
  }

  unfinished(key: string): Unfinished {
    const folder = join(this.folder, key.replaceAll(/[^\w]+/g, '-'));
    return {
      store: checkpointIn(folder, everySoOften()),
      isBegun: hasCheckpoint(folder),
      forget: () => rmSync(folder, { recursive: true, force: true }),
    };
  }

  private get folder(): string {
    return this.path.replace(/(\.jsonl)?$/, '-unfinished');
  }
}

/** Where the journal of a search is kept: two searches of different things or by different sources never share one. */
export function journalPath(folder: string, about: string): string {
  const name = createHash('sha256').update(about).digest('hex').slice(0, 16);
  return join(folder, 'journal', `${name}.jsonl`);
}
