import { closeSync, openSync, readSync } from 'node:fs';

/** A line of a file, and where its bytes stand, without the one that ends it. */
export interface Line {
  readonly from: number;
  readonly bytes: number;
  readonly text: string;
}

const CHUNK_BYTES = 2 ** 20;

/** The lines of a file that have an end, one by one: a file may be larger than a text can be. */
export function* wholeLines(path: string, chunkBytes = CHUNK_BYTES): Generator<Line, void, void> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    let from = 0;
    let data = Buffer.alloc(0);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      data = Buffer.concat([data, chunk.subarray(0, read)]);
      for (let bytes = data.indexOf('\n'); bytes >= 0; bytes = data.indexOf('\n')) {
        yield { from, bytes, text: data.toString('utf8', 0, bytes) };
        from += bytes + 1;
        data = data.subarray(bytes + 1);
      }
    }
  } finally {
    closeSync(file);
  }
}

/** The text of a line of which only the place is known. */
export function textAt(path: string, { from, bytes }: Pick<Line, 'from' | 'bytes'>): string {
  const file = openSync(path, 'r');
  try {
    const data = Buffer.alloc(bytes);
    const read = readSync(file, data, 0, bytes, from);
    if (read < bytes) throw new Error(`${path} ends within what was kept`);
    return data.toString('utf8');
  } finally {
    closeSync(file);
  }
}
