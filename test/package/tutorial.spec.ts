import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clone, type Ended, makeClone, root } from './clone.ts';

let clone: Clone;
beforeAll(() => {
  clone = makeClone();
});
afterAll(() => clone.remove());

const shell = (line: string): Promise<Ended> => clone.paste(line);

/** What a line of the tutorial ends with, where it is not 0. */
const ends: readonly (readonly [part: string, code: number])[] = [
  ['explore -- --revision my-driver', 1],
  ['replay -- report/found/my-driver-fe-a-2dff75f2.json', 1],
  ['diff -- reference my-driver', 1],
];

test('whoever follows the tutorial sees what it says', async () => {
  const page = readFileSync(join(root, 'docs/tutorial.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].map(([, kind, text]) => ({
    kind,
    text: text ?? '',
  }));
  let said = '';
  let ran = 0;
  for (const { kind, text } of blocks) {
    if (kind === 'ts') {
      // The edit that the tutorial asks for: the function in the file that was made.
      const file = join(clone.folder, 'impl/driver/own/my-driver.ts');
      const before = readFileSync(file, 'utf8');
      const after = before.replace(/ {4}sessionEndReason:[\s\S]*?\n {6}\},\n/, text);
      expect(after).not.toBe(before);
      writeFileSync(file, after);
      continue;
    }
    if (!text.includes('npm ') && !text.includes('git ')) {
      // What it shows is what came.
      for (const line of text.trim().split('\n')) expect(said).toContain(line.trim());
      continue;
    }
    said = '';
    for (const line of text.trim().split('\n')) {
      if (!line.startsWith('npm run')) continue;
      const { code, out, err } = await shell(line);
      const wanted = ends.find(([part]) => line.includes(part))?.[1] ?? 0;
      expect({ line, code, err: code === wanted ? '' : err }).toEqual({ line, code: wanted, err: '' });
      said += out;
      ran++;
    }
  }
  expect(ran).toBeGreaterThan(9);
  expect(readFileSync(join(clone.folder, 'story.html'), 'utf8')).toContain('FE-a');
  expect(readFileSync(join(clone.folder, 'report/found/my-driver-fe-a-2dff75f2.json'), 'utf8')).toContain(
    '"fewest delays"',
  );
});

test('what `new` makes compiles, is formatted, and runs', async () => {
  for (const line of [
    'rule NO-SURPRISE',
    'defect endless-session',
    'revision my-fix --on series-2026',
    'workload two-players',
  ]) {
    expect(await shell(`npm run -s new -- ${line}`)).toMatchObject({ code: 0 });
  }
  expect((await shell('npx tsc --noEmit')).out).toBe('');
  expect(await shell('npx biome check impl properties model')).toMatchObject({ code: 0 });
  const judged = await shell(
    'npm run -s explore -- --revision my-fix --workload two-players --rule NO-SURPRISE --executions 3',
  );
  expect(judged).toMatchObject({ code: 0, out: expect.stringContaining('not found in 3 executions') });
  expect(await shell('npm run -s detect -- --defect endless-session')).toMatchObject({
    code: 0,
    out: expect.stringContaining('condemned'),
  });
  expect((await shell('npm run -s explain -- NO-SURPRISE')).out).toContain('what must hold, in a sentence');
});

test('a unit of one’s own on the series answers for what it breaks, and for nothing that the series breaks', async () => {
  expect(await shell('npm run -s new -- revision deaf --on series-2026')).toMatchObject({ code: 0 });
  const file = join(clone.folder, 'impl/driver/own/deaf.ts');
  const wrapped = readFileSync(file, 'utf8');
  const deaf = wrapped.replace(
    / {4}tickWork:[\s\S]*?\n {6}\},\n/,
    '    csSlotProcessProtmPendingEventLocked: () =>\n      function* () {\n        return;\n      },\n',
  );
  expect(deaf).not.toBe(wrapped);
  writeFileSync(file, deaf);
  const compared = await shell('npm run -s diff -- series-2026 deaf --workload video-playback --json');
  expect(compared.code).toBe(1);
  const told = JSON.parse(compared.out);
  expect(told.new.map(({ rule }: { rule: string }) => rule)).toEqual(['EVENT-ONCE']);
  expect(told.both.length).toBeGreaterThan(10);
  const replayed = await shell(`npm run -s replay -- ${told.new[0].file}`);
  expect(replayed).toMatchObject({ code: 1, out: expect.stringContaining('Verdict: violated, it replays') });
  expect(replayed.out.replaceAll(/\s+/g, ' ')).toContain(
    'by cs_slot_process_protm_pending_event_locked() of deaf-unit, impl/driver/own/deaf.ts',
  );
});
