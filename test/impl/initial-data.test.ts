import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import { type Revision, stack } from '../../impl/driver/unit.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';

const workload = decodeWorkload(
  JSON.parse(
    readFileSync(new URL('../../properties/workloads/video-playback.json', import.meta.url), 'utf8'),
  ),
);

const run = (revision: Revision, F27: string, F28 = 'yes') =>
  checkRun({ revision, workload, profile: { F27, F28 }, horizonUs: 50_000 }, runToCompletion);

describe('a protected firmware section that carries initial data, F27', () => {
  it('is written by the series when it is protected already: the CPU meets the firewall, and firmware lacks the data', () => {
    const { violations, run: done, consulted } = run(revisions['series-2026'], 'yes');
    expect(consulted).toContain('F27');
    expect(violations.filter((v) => v.rule === 'NO-CPU-MAP').map((v) => `${v.instance}: ${v.what}`)).toEqual([
      'fw/protected_section: the CPU writes to it behind the firewall',
    ]);
    expect(done.events.some((e) => e.kind === 'session' && e.op === 'entered')).toBe(false);
    const plain = run(revisions['series-2026'], 'no');
    expect(plain.violations.filter((v) => v.rule === 'NO-CPU-MAP')).toEqual([]);
    expect(plain.run.events.some((e) => e.kind === 'session' && e.op === 'entered')).toBe(true);
  });

  it('is written by the RFC too, whose patches leave that as mainline has it', () => {
    const { violations } = run(revisions['rfc-2025'], 'yes');
    expect(violations.filter((v) => v.rule === 'NO-CPU-MAP').map((v) => v.instance)).toEqual([
      'fw/protected_section',
    ]);
  });

  it('can be written where the heap is ordinary memory', () => {
    const { violations, run: done } = run(revisions['series-2026'], 'yes', 'no');
    expect(violations.filter((v) => v.rule === 'NO-CPU-MAP')).toEqual([]);
    expect(done.events.some((e) => e.kind === 'memory' && e.who === 'CPU' && e.op === 'access')).toBe(true);
  });

  it('is left alone by the reference, which then offers no protected mode', () => {
    const { violations, run: done } = run(revisions.reference, 'yes');
    expect(violations).toEqual([]);
    expect(done.events.filter((e) => e.kind === 'memory' && e.who === 'CPU')).toEqual([]);
    const created = done.events.flatMap((e) =>
      e.kind === 'ioctl' && e.call.startsWith('GROUP_CREATE') ? [e.result] : [],
    );
    expect(created).toContain('EINVAL');
    expect(
      run(revisions.reference, 'no').run.events.some((e) => e.kind === 'session' && e.op === 'entered'),
    ).toBe(true);
  });
});

describe('a protected firmware section that nobody writes, A.2.1-4', () => {
  const touched = (revision: Revision, F28 = 'yes') =>
    run(revision, 'no', F28).violations.flatMap((v) => (v.rule === 'NO-CPU-MAP' ? [v.what] : []));

  it('is touched by the caches of the CPU in the RFC, which synchronises every section for the device', () => {
    expect(touched(revisions['rfc-2025'])).toEqual(['the CPU cleans its caches of it behind the firewall']);
    expect(touched(revisions['rfc-2025'], 'no')).toEqual([]);
  });

  it('is left alone from 3/8 on', () => {
    expect(touched(revisions['series-2026'])).toEqual([]);
    const units = revisions['series-2026'].units.filter((unit) => unit.name !== 'P3');
    const without = units.map((unit) => (unit.name === 'P4' ? { ...unit, on: 'mainline' } : unit));
    expect(touched(stack('series-2026 without 3/8', without))).not.toEqual([]);
  });
});
