import { describe, expect, it } from 'vitest';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import { minimise } from '../../../properties/shrink/core.ts';
import { deletions } from '../../../properties/shrink/deletions.ts';
import { withoutDependants } from '../../../properties/shrink/linked.ts';
import { freshSeed, median } from './measure.ts';

/** A command on a thing of the store; `nop` names none. */
type Command =
  | { readonly op: 'create' | 'seal' | 'write' | 'read'; readonly thing: string }
  | { readonly op: 'nop'; readonly n: number };

function commandList(random: Random): readonly Command[] {
  const things: string[] = [];
  return Array.from({ length: 1 + random.below(120) }, (): Command => {
    const op = random.pick(['create', 'seal', 'write', 'read', 'nop'] as const);
    if (op === 'create') {
      const thing = `t${things.length}`;
      things.push(thing);
      return { op, thing };
    }
    if (op === 'nop' || things.length === 0) return { op: 'nop', n: random.below(100) };
    return { op, thing: random.pick(things) };
  });
}

function failing(commands: readonly Command[]): boolean {
  const stages = ['create', 'seal', 'write', 'read'] as const;
  const reached = new Map<string, number>();
  for (const command of commands) {
    if (command.op === 'nop') continue;
    const stage = reached.get(command.thing) ?? 0;
    if (stages[stage] === command.op) reached.set(command.thing, stage + 1);
  }
  return [...reached.values()].some((stage) => stage === 4);
}

const remove = {
  name: 'remove a command with all that refers to what it creates',
  edits: (commands: readonly Command[]) =>
    deletions(
      commands,
      (c) => c.length,
      (c, positions) =>
        withoutDependants(c, positions, (command) => ({
          introduces: command.op === 'create' ? [command.thing] : [],
          refersTo: command.op === 'create' || command.op === 'nop' ? [] : [command.thing],
        })),
    ),
};

describe('commands that refer to created things', () => {
  it('end at 4 commands on every fresh seed', () => {
    const first = freshSeed();
    const lengths: number[] = [];
    const tests: number[] = [];
    for (let nth = 0; lengths.length < 60; nth++) {
      const seed = deriveSeed(first, nth);
      const commands = commandList(new Random(seed));
      if (!failing(commands)) continue;
      const result = minimise(commands, (c) => (failing(c) ? c : null), [remove], { maxTests: 10_000 });
      expect(failing(result.value), `seed ${seed}`).toBe(true);
      lengths.push(result.value.length);
      tests.push(result.tests);
    }
    console.log(
      `References, from seed ${first}: median ${median(lengths)}, worst ${Math.max(...lengths)} commands; ` +
        `median ${median(tests)}, worst ${Math.max(...tests)} runs`,
    );
    expect(lengths).toEqual(lengths.map(() => 4));
  });
});

describe('deletions', () => {
  it('take matched pairs, which cannot go one by one', () => {
    const balanced = (items: readonly string[]): boolean => {
      let depth = 0;
      for (const item of items) depth += item === '(' ? 1 : item === ')' ? -1 : 0;
      return depth === 0 && items.includes('x');
    };
    const remove = {
      name: 'remove',
      edits: (value: readonly string[]) =>
        deletions(
          value,
          (v) => v.length,
          (v, positions) => v.filter((_, i) => !positions.has(i)),
        ),
    };
    const start = [...'a(b(cx)d)()e(f)'];
    const result = minimise(start, (v) => (balanced(v) ? v : null), [remove], { maxTests: 1000 });
    expect(result.value).toEqual(['x']);
    expect(result.oneMinimal).toBe(true);
  });

  it('stop at the limit and say so', () => {
    const result = minimise(
      [1, 2, 3, 4, 5, 6, 7, 8],
      (v) => (v.includes(5) && v.includes(8) ? v : null),
      [
        {
          name: 'remove',
          edits: (value: readonly number[]) =>
            deletions(
              value,
              (v) => v.length,
              (v, positions) => v.filter((_, i) => !positions.has(i)),
            ),
        },
      ],
      { maxTests: 3 },
    );
    expect(result.tests).toBe(3);
    expect(result.oneMinimal).toBe(false);
  });
});
