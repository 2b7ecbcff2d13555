import { expect, test } from 'vitest';
import { diff } from '../../cli/commands/diff.ts';
import { run } from '../../cli/run.ts';
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
