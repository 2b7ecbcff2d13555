import { ModelError } from '../model.ts';
import type { RecordType, Scalar, Schema, SetType } from '../schema.ts';
import { isScalar } from '../schema.ts';
import { type Cell, cellsOf, decode, encode, OutOfRange, PlainSet, printType } from '../values.ts';

/**
 * A state that notes which of its cells a function of the model looks at and which it changes. What a function does is
 * a matter of the cells that it has read (it is deterministic and sees nothing else), so that it does the same in every
 * state that agrees on these. Nothing about that is declared by anybody.
 */
export interface Recorder {
  readonly cells: readonly Cell[];
  /** The face that functions of a model see and change. */
  readonly state: unknown;
  /** Who must not change it now, for the ModelError that a write then is; null: it may be changed. */
  readOnlyFor: string | null;
  /** The state as it was before the changes, for rules over steps. It must not be changed. */
  readonly before: unknown;
  /** What each cell holds before the function, as a number (`encode`). */
  readonly codes: Uint32Array;
  /** Cells whose value in `codes` was looked at since `begin`, in the order of the first look: `reads` of them. */
  readonly readCells: Int32Array;
  /** Cells written since `begin`, in the order of the first write: `writes` of them. */
  readonly writtenCells: Int32Array;
  /** What a written cell holds now. */
  readonly written: Uint32Array;
  reads(): number;
  writes(): number;
  /** Forgets reads and writes; the state is what `codes` says. */
  begin(): void;
}

/** A recorder for the states of a schema. Writes outside of the schema throw OutOfRange, as in a search. */
export function recorderOf(schema: RecordType): Recorder {
  const cells = cellsOf(schema);
  const n = cells.length;
  const codes = new Uint32Array(n);
  const written = new Uint32Array(n);
  const readAt = new Int32Array(n);
  const writtenAt = new Int32Array(n);
  const readCells = new Int32Array(n);
  const writtenCells = new Int32Array(n);
  let reads = 0;
  let writes = 0;
  let epoch = 1;

  const lookBefore = (i: number): number => {
    if (readAt[i] !== epoch) {
      readAt[i] = epoch;
      readCells[reads++] = i;
    }
    return codes[i] as number;
  };
  const current: Access = {
    look: (i) => (writtenAt[i] === epoch ? (written[i] as number) : lookBefore(i)),
    put: (i, code) => {
      if (recorder.readOnlyFor !== null) throw new ModelError(`${recorder.readOnlyFor} changed the state`);
      if (writtenAt[i] !== epoch) {
        writtenAt[i] = epoch;
        writtenCells[writes++] = i;
      }
      written[i] = code;
    },
  };
  const before: Access = {
    look: lookBefore,
    put: () => {
      throw new ModelError('a rule changed the state');
    },
  };

  const recorder: Recorder = {
    cells,
    readOnlyFor: null,
    state: face(schema, cells, current),
    before: face(schema, cells, before),
    codes,
    readCells,
    writtenCells,
    written,
    reads: () => reads,
    writes: () => writes,
    begin: () => {
      epoch += 1;
      reads = 0;
      writes = 0;
    },
  };
  return recorder;
}

/** How a face reaches cells, by number. */
interface Access {
  look(i: number): number;
  put(i: number, code: number): void;
}

/** An object of the shape that a schema declares, all of whose leaves are reached through `access`. */
function face(schema: RecordType, cells: readonly Cell[], access: Access): unknown {
  let next = 0;
  const place = (holder: object, key: string | number, type: Schema): void => {
    if (!isScalar(type)) {
      Object.defineProperty(holder, key, { enumerable: true, value: made(type) });
      return;
    }
    const i = next++;
    const { name } = cells[i] as Cell;
    Object.defineProperty(holder, key, {
      enumerable: true,
      get: () => decode(type, access.look(i)),
      set: (value: unknown) => {
        const code = encode(type, value);
        if (code < 0) throw new OutOfRange(name, value, printType(type));
        access.put(i, code);
      },
    });
  };
  const made = (type: Exclude<Schema, Scalar>): unknown => {
    switch (type.kind) {
      case 'set':
        return new RecordedSet(type, next++, access);
      case 'record': {
        const holder = {};
        for (const [f, t] of Object.entries(type.fields)) place(holder, f, t);
        return Object.seal(holder);
      }
      case 'perId':
      case 'array': {
        const length = type.kind === 'perId' ? type.by.count : type.length;
        const holder: unknown[] = new Array(length);
        for (let k = 0; k < length; k++) place(holder, k, type.element);
        return Object.seal(holder);
      }
    }
  };
  return made(schema);
}

/** A set of ids that reads and writes one cell. A look at one member counts as a look at all. */
class RecordedSet extends PlainSet {
  constructor(type: SetType, i: number, access: Access) {
    super(type.of);
    Object.defineProperty(this, 'bits', {
      get: () => access.look(i) | 0,
      set: (bits: number) => access.put(i, bits >>> 0),
    });
  }
}
