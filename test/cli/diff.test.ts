import { expect, test } from 'vitest';
import { diff } from '../../cli/commands/diff.ts';
import { codeOf, jsonOf, text, toldOf } from '../../cli/diff/told.ts';
import { run } from '../../cli/run.ts';
import type { Comparison } from '../../properties/compare/compare.ts';
import type { Side } from '../../properties/compare/side.ts';
import { FakeIo } from './fake-io.ts';

// What it finds is tested where the tutorial is followed: test/package/tutorial.spec.ts.
test.each([
  [['series-2026'], 'diff takes two revisions'],
  [['series-2026', 'reference', 'mainline'], 'not 3'],
  [['reference', 'reference'], 'differs from itself in nothing'],
  [['series-2026', 'refrence'], 'did you mean "reference"?'],
  [['series-2026', 'series-2026+enter-gat'], 'did you mean "enter-gate"?'],
  [['mainline', 'mainline+enter-gate'], 'enter-gate needs'],
  [['mainline', 'reference', '--budget', 'smok'], 'did you mean "smoke"?'],
])('diff %j is answered with what to do', async (argv, message) => {
  const io = new FakeIo();
  expect({ code: await run(['diff', ...argv], [diff], io), out: io.outText, err: io.errText }).toEqual({
    code: 2,
    out: '',
    err: expect.stringContaining(message),
  });
});

test('what failed in one of the two searches is told with its command, and leaves the answer unknown', () => {
  const side = (revision: string): Side => ({ revision, units: [], executions: 9, rules: {}, failed: [] });
  const at = { units: ['slow-exit'], cell: 'mixture | video-playback, default | 3 to 3' };
  const failed = [{ at, during: 'the run', error: 'Error: planted\n    at f (a.ts:1:1)', times: 1 } as const];
  const none = { fresh: [], uncovered: [], cured: [], gone: [], missed: [], both: [], untried: [] };
  const whole: Comparison = {
    before: side('reference'),
    after: side('series-2026'),
    ...none,
    truncated: false,
  };
  expect(codeOf(whole)).toBe(0);
  const cut = { ...whole, after: { ...whole.after, failed } };
  expect(codeOf(cut)).toBe(3);
  const told = toldOf(cut, 'report');
  const request = {
    before: 'reference',
    after: 'series-2026',
    seed: 1,
    budget: 'smoke',
    workloads: [],
  } as const;
  expect(text(told, request, 3, [], new FakeIo())).toContain(
    [
      '  series-2026: the run, in mixture | video-playback, default | 3 to 3',
      '    Error: planted',
      '        at f (a.ts:1:1)',
      "    npm run explore -- --revision series-2026+slow-exit --cell 'mixture | video-playback, default | 3 to 3'",
      '',
    ].join('\n'),
  );
  expect(jsonOf(told, request, 3)).toMatchObject({ failed: { before: [], after: failed }, exitCode: 3 });
});
