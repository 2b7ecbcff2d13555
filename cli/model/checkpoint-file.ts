import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { CheckpointError, type CheckpointStore, type SavedSearch } from '../../model/checker/index.ts';

/** One write: states `from` to, not including, `to`, as the bytes of their three columns one after the other. */
interface Chunk {
  readonly from: number;
  readonly to: number;
  /** Of each column: words, predecessors, arrivals. */
  readonly bytes: readonly [number, number, number];
  readonly crc32: number;
}

interface Head {
  readonly format: 1;
  readonly saved: SavedSearch;
  readonly chunks: readonly Chunk[];
}

/** Between two times that a search is saved, and before the first. */
export const SAVE_INTERVAL_MS = 10_000;

/** True once in each interval. */
export function everySoOften(): () => boolean {
  let savedMs = performance.now();
  return () => {
    if (performance.now() - savedMs < SAVE_INTERVAL_MS) return false;
    savedMs = performance.now();
    return true;
  };
}

/** Whether a folder holds a checkpoint. */
export const hasCheckpoint = (folder: string): boolean => existsSync(headIn(folder));

const headIn = (folder: string): string => join(folder, 'search.json');

/**
 * A checkpoint in a folder of two files. States are appended to `states.bin`; `search.json` says how much of that
 * counts, and takes the place of its predecessor at once, so a process may be killed at any moment: what it leaves is
 * the checkpoint before or the one after, perhaps with states behind the end that nothing refers to.
 *
 * @param isDue whether it is time to save; looked at between two blocks of states
 */
export function checkpointIn(folder: string, isDue: () => boolean): CheckpointStore {
  const statesFile = join(folder, 'states.bin');
  const headFile = headIn(folder);
  let chunks: readonly Chunk[] = [];

  function readHead(): Head | null {
    if (!existsSync(headFile)) return null;
    const [sum, text] = readFileSync(headFile, 'utf8').split('\n');
    if (text === undefined || sum !== String(crc32(text)))
      throw new CheckpointError(`${headFile} is damaged: remove ${folder} and begin again`);
    const head = JSON.parse(text) as { readonly format: unknown };
    if (head.format !== 1)
      throw new CheckpointError(`${headFile} has format ${head.format}, this version reads 1`);
    return head as Head;
  }

  return {
    due: isDue,
    read() {
      const head = readHead();
      chunks = head?.chunks ?? [];
      if (head === null) return null;
      const total = chunks.reduce(
        (sum, { bytes }) => [sum[0] + bytes[0], sum[1] + bytes[1], sum[2] + bytes[2]] as const,
        [0, 0, 0] as readonly [number, number, number],
      );
      const columns = total.map((bytes) => new Uint8Array(bytes));
      const at = [0, 0, 0];
      const file = openSync(statesFile, 'r');
      try {
        for (const { bytes, crc32: sum, from, to } of chunks) {
          let found = 0;
          for (const [c, size] of bytes.entries()) {
            const part = columns[c]?.subarray(at[c], (at[c] ?? 0) + size) ?? new Uint8Array();
            readAll(file, part);
            found = crc32(part, found);
            at[c] = (at[c] ?? 0) + size;
          }
          if (found !== sum)
            throw new CheckpointError(
              `${statesFile} is damaged at states ${from} to ${to}: remove ${folder} and begin again`,
            );
        }
      } finally {
        closeSync(file);
      }
      const [words = new Uint8Array(), predecessors = words, arrivals = words] = columns;
      const wide = arrivals.length === predecessors.length;
      return {
        saved: head.saved,
        columns: {
          words: new Int32Array(words.buffer),
          predecessors: new Uint32Array(predecessors.buffer),
          arrivals: wide ? new Uint32Array(arrivals.buffer) : new Uint16Array(arrivals.buffer),
        },
      };
    },
    write(saved, { words, predecessors, arrivals }, from) {
      mkdirSync(folder, { recursive: true });
      const parts = [words, predecessors, arrivals].map(
        (x) => new Uint8Array(x.buffer, x.byteOffset, x.byteLength),
      );
      const file = openSync(statesFile, existsSync(statesFile) ? 'r+' : 'w');
      let position = chunks.reduce((n, { bytes }) => n + bytes[0] + bytes[1] + bytes[2], 0);
      try {
        ftruncateSync(file, position); // what a killed process left behind the end
        for (const part of parts) {
          writeAll(file, part, position);
          position += part.length;
        }
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      const chunk: Chunk = {
        from,
        to: saved.states,
        bytes: [words.byteLength, predecessors.byteLength, arrivals.byteLength],
        crc32: parts.reduce((sum, part) => crc32(part, sum), 0),
      };
      const next = [...chunks, chunk];
      const text = JSON.stringify({ format: 1, saved, chunks: next } satisfies Head);
      const draft = openSync(`${headFile}.new`, 'w');
      try {
        writeAll(draft, Buffer.from(`${crc32(text)}\n${text}`), 0);
        fsyncSync(draft);
      } finally {
        closeSync(draft);
      }
      renameSync(`${headFile}.new`, headFile);
      chunks = next;
    },
  };
}

/** One call reads and writes at most 2 GiB. */
const MAX_CALL_BYTES = 2 ** 30;

function readAll(file: number, into: Uint8Array): void {
  for (let done = 0; done < into.length; ) {
    const n = readSync(file, into, done, Math.min(MAX_CALL_BYTES, into.length - done), null);
    if (n === 0) throw new CheckpointError('the checkpoint is damaged: states.bin is too short');
    done += n;
  }
}

function writeAll(file: number, from: Uint8Array, position: number): void {
  for (let done = 0; done < from.length; )
    done += writeSync(file, from, done, Math.min(MAX_CALL_BYTES, from.length - done), position + done);
}
