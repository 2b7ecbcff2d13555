import { expect, test } from 'vitest';
import { openChoices } from '../../impl/profile/choices.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { knownPrograms, searchKnownPrograms } from '../../properties/manifests/known-programs.ts';

const programs = knownPrograms();
const measured = [...programs].filter(([file]) => file === 'series-2026/NO-PROFILE.quiet-profile.json');

/** What the program that NO-PROFILE is told by breaks on the RFC, beside what is known. */
function searched(known: ReturnType<typeof manifestOf>['expected']): readonly string[] {
  const said: string[] = [];
  const found = searchKnownPrograms('rfc-2025', {
    known,
    shouldStop: () => false,
    say: (what) => said.push(what),
    programs: new Map(measured),
  });
  expect(said).toEqual([`known programs: ${found.length} new in all`]);
  return found.map(({ rule, cure }) => `${rule}: ${cure?.fixes.join(' + ')}`);
}

test('what breaks one revision shows what breaks another for a cause of its own, if that is not known', () => {
  const { expected } = manifestOf('rfc-2025');
  const cause = 'NO-PROFILE: series-2026 + quiet-profile';
  expect(searched(expected)).not.toContain(cause);
  expect(searched(expected.filter(({ rule }) => rule !== 'NO-PROFILE'))).toContain(cause);
});

test('programs that need what no firmware may do are not among them', () => {
  expect(programs.size).toBeGreaterThan(150);
  for (const [file, { profile }] of programs) {
    for (const [id, option] of Object.entries(profile)) {
      const { default: usual, plausible } = openChoices[id as keyof typeof openChoices];
      expect([usual, ...plausible], file).toContain(option);
    }
  }
  expect([...programs.keys()].filter((file) => file.includes('/fw-F28'))).toEqual([]);
});
