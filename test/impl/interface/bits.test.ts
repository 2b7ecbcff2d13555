import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  AS_COMMAND,
  AS_STATUS_ACTIVE,
  BLOCKED,
  CS,
  CSG,
  GLB,
  GPU_INT,
  GPU_STATUS_PROTM_ACTIVE,
  JOB_INT_GLOBAL_IF,
  PRFCNT_STATUS,
  STATUS_WAIT_PROTM_PENDING,
} from '../../../impl/interface/bits.ts';

const protocol = readFileSync('docs/protocol.md', 'utf8');

/** The paragraph or table row of the page that begins so. */
function stated(begin: string): string {
  const lines = protocol.split('\n');
  const first = lines.findIndex((line) => line.startsWith(begin));
  if (first < 0) throw new Error(`docs/protocol.md has no line that begins ${begin}`);
  if (begin.startsWith('|')) return lines[first] ?? '';
  const end = lines.findIndex((line, i) => i > first && line === '');
  return lines.slice(first, end).join(' ');
}

/** `NAME b4` and `NAME0` in a text. */
function bitsIn(text: string): ReadonlyMap<string, number> {
  const found = [...text.matchAll(/\b([A-Z][A-Z_0-9]*[A-Z]) b(\d+)\b/g)];
  return new Map(found.map(([, name = '', bit]) => [name, Number(bit)]));
}

/** The text with `PERFCNT b5/b6` and `PERFCNT b24/b25` spelt out, requests before events, as the driver names them. */
function named(text: string): string {
  const pair = /\bPERFCNT b(\d+)\/b(\d+)/;
  return text
    .replace(pair, 'PERFCNT_EN b$1, PERFCNT_SAMPLE b$2')
    .replace(pair, 'PERFCNT_THRESHOLD b$1, PERFCNT_OVERFLOW b$2');
}

/** The place of the only bit of a mask; of any other mask, none. */
function position(mask: number): number {
  const bit = 31 - Math.clz32(mask);
  return mask >>> 0 === 2 ** bit && Number.isInteger(mask) && Math.abs(mask) <= 2 ** 31 ? bit : Number.NaN;
}
const names = (bits: Readonly<Record<string, number>>, without: readonly string[]): readonly string[] =>
  Object.keys(bits).filter((name) => !without.includes(name));

describe('the bits of the interface are those of A.1.2', () => {
  it.each([
    ['GLB', GLB, 'GLB req/ack bits', []],
    ['CSG', CSG, 'CSG bits', ['STATE_MASK', 'TERMINATE', 'START', 'SUSPEND', 'RESUME']],
    ['CS', CS, 'CS bits', ['STATE_MASK', 'STOP', 'START']],
  ] as const)('%s', (_, bits, begin, values) => {
    const text = bitsIn(named(stated(begin)));
    const own: readonly string[] = names(bits, values);
    expect(own.length).toBeGreaterThan(5);
    for (const name of own)
      expect([name, position(bits[name as keyof typeof bits])]).toEqual([name, text.get(name)]);
  });

  it('states are values', () => {
    expect(stated('CSG bits')).toContain(
      `TERMINATE${CSG.TERMINATE} START${CSG.START} SUSPEND${CSG.SUSPEND} RESUME${CSG.RESUME}`,
    );
    expect(stated('CS bits')).toContain(`STOP${CS.STOP} START${CS.START}`);
  });

  it('GLB_PRFCNT_STATUS', () => {
    const [bit] =
      /\| (\d+) \| sample taken in a protected session/.exec(stated('| GLB_PRFCNT_STATUS'))?.slice(1) ?? [];
    expect(position(PRFCNT_STATUS.PROTECTED_SESSION)).toBe(Number(bit));
  });

  it('status words', () => {
    const text = stated('CS bits');
    expect(text).toContain(`status_wait (b${position(STATUS_WAIT_PROTM_PENDING)} = waits for protm)`);
    const reasons = `${BLOCKED.UNBLOCKED} unblocked,${BLOCKED.SB_WAIT} SB,${BLOCKED.PROGRESS_WAIT} progress,${BLOCKED.SYNC_WAIT} sync,`;
    expect(text).toContain(
      `${reasons}${BLOCKED.DEFERRED} deferred,${BLOCKED.RESOURCE} resource,${BLOCKED.FLUSH} flush`,
    );
  });
});

describe('the registers are those of A.1.1', () => {
  it('GPU_INT', () => {
    const text = bitsIn(stated('| GPU_INT_RAWSTAT'));
    for (const [name, bit] of Object.entries(GPU_INT))
      expect([name, position(bit)]).toEqual([name, text.get(name)]);
  });

  it('GPU_STATUS, JOB_INT', () => {
    expect(bitsIn(stated('| GPU_STATUS |')).get('PROTM_ACTIVE')).toBe(position(GPU_STATUS_PROTM_ACTIVE));
    expect(stated('| JOB_INT_')).toContain(`b${position(JOB_INT_GLOBAL_IF)} = global interface event`);
  });

  it('AS_COMMAND, AS_STATUS', () => {
    const text = stated('| MMU AS block');
    const commands = Object.entries(AS_COMMAND).map(([name, value]) => `${name}${value}`);
    expect(text).toContain(`(${commands.join(' ')})`);
    expect(text).toContain(`b${position(AS_STATUS_ACTIVE)} = AS_ACTIVE`);
  });
});
