import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SimContext } from '../../../impl/context.ts';
import {
  Choices,
  checkProfile,
  choiceIds,
  openChoices,
  optionsOf,
  ProfileError,
} from '../../../impl/profile/choices.ts';
import { Machine } from '../../../impl/runtime/machine.ts';

/** The rows of part F in docs/protocol.md: id, and whether it is decided per event. */
function rowsOfPartF(): ReadonlyMap<string, { perEvent: boolean; plausible: boolean; stress: boolean }> {
  const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
  const rows = new Map<string, { perEvent: boolean; plausible: boolean; stress: boolean }>();
  for (const line of text.split('\n')) {
    const [, id = '', question = '', , plausible = '', stress = ''] = line.split('|').map((c) => c.trim());
    if (!/^F\d\d[a-d]?$/.test(id)) continue;
    rows.set(id, {
      perEvent: question.includes('(per event)'),
      plausible: plausible !== '',
      stress: stress !== '',
    });
  }
  return rows;
}

describe('the list of open choices', () => {
  it('is part F: the same rows, which are per event, which have plausible and stress options', () => {
    const declared = choiceIds.map((id) => {
      const { perEvent, plausible, stress } = openChoices[id];
      return [id, { perEvent, plausible: plausible.length > 0, stress: stress.length > 0 }];
    });
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(rowsOfPartF()));
  });

  it('has no option twice in a row', () => {
    for (const id of choiceIds) {
      const options = optionsOf(openChoices[id]);
      expect(new Set(options).size).toBe(options.length);
    }
  });
});

describe('a profile', () => {
  it.each([
    [{ F7: '1 ms' }, 'profile.F7: no such choice; did you mean "F07"?'],
    [
      { F07: '50ms' },
      'profile.F07: "50ms" is no option of "exit latency" (1 ms, 50 ms, 300 ms, never, any); did you mean "50 ms"?',
    ],
    [
      { F12: 'any' },
      'profile.F12: "any" is no option of "which CSG runs" (highest endpoint priority, the acknowledged one)',
    ],
  ])('%j is refused and the nearest is named', (profile, message) => {
    expect(() => checkProfile(profile as Record<string, string>)).toThrow(new ProfileError(message));
  });

  it('answers with defaults and overrides, decides "any" per event, and records what was asked', () => {
    const picks: string[] = [];
    const machine = new Machine({
      chooser: {
        pickActivity: () => 0,
        pickOption: ({ name, nth, options }) => {
          picks.push(`${name} #${nth}: ${options.join(', ')}`);
          return nth;
        },
      },
      horizonUs: 1,
      maxSteps: 1,
    });
    const context = new SimContext(machine);
    const choices = new Choices(context, { F07: 'any', F30: 'EXIT first' });
    expect([choices.pick('F04'), choices.pick('F30'), choices.pick('F07'), choices.pick('F07')]).toEqual([
      '1 ms',
      'EXIT first',
      '1 ms',
      '50 ms',
    ]);
    expect(picks).toEqual(['F07 #0: 1 ms, 50 ms, 300 ms, never', 'F07 #1: 1 ms, 50 ms, 300 ms, never']);
    expect([...choices.consulted()]).toEqual(['F04', 'F30', 'F07']);
    expect(context.events.map((e) => e.kind === 'choice' && `${e.id} ${e.option}`)).toEqual([
      'F04 1 ms',
      'F30 EXIT first',
      'F07 1 ms',
      'F07 50 ms',
    ]);
    expect(choices.constant('F12')).toBe('highest endpoint priority');
    expect(choices.consulted().has('F12')).toBe(false);
  });
});
