import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What the script says of some pairs of docs/fidelity.md, run as a person runs it: not as a part of these tests. */
function broken(...args: string[]): { readonly code: number | null; readonly out: string } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout } = spawnSync('npx', ['tsx', 'test/fidelity/break.ts', ...args], {
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout };
}

// A script that breaks a file which its tests do not read anew would find that every test passes.
test('code that docs/fidelity.md names is broken, and the test that it names fails', () => {
  const { code, out } = broken('--sample', '8', '--seed', '20260505');
  expect(out).toContain('every pair that was tried is carried');
  expect(out.match(/^fails when broken/gm)).toHaveLength(8);
  expect(code).toBe(0);
});
