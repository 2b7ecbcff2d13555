import { expect, test } from 'vitest';
import { parametersUsed } from '../../../model/checker/action-code.ts';
import { check, int, record, words } from '../../../model/checker/index.ts';

type Guard = (...args: never[]) => boolean;
/** A function with this very text: what compiles this file leaves out comments and quotes. */
const evaluated = (text: string): Guard => new Function(`return (${text});`)() as Guard;

// A parameter too many costs time, one too few costs states.
test.each<[Guard, readonly string[]]>([
  [() => true, []],
  [(s: never) => s, []],
  [(_s: never, { g }: { g: boolean }) => g, ['g']],
  [(_s: never, { g: renamed }: { g: boolean }) => renamed, ['g']],
  [(_s: never, p: { g: boolean }) => p.g, ['g', 'n']],
  [(_s: never, { g = true }: { g: boolean }) => g, ['g', 'n']],
  [(_s: never, { ...rest }: { g: boolean }) => rest.g, ['g', 'n']],
  [(...args: never[]) => args[1] ?? true, ['g', 'n']],
  [(_s: never, ...rest: never[]) => rest[0] ?? true, ['g', 'n']],
  [(_s: unknown = 0, p: { g: boolean } = { g: true }) => p.g, ['g', 'n']],
  [
    function (this: unknown) {
      // biome-ignore lint/complexity/noArguments: this is what a wrapper may do
      return arguments[1] ?? true;
    } as Guard,
    ['g', 'n'],
  ],
  [((_s: never, p: { g: boolean }) => p.g).bind(null), ['g', 'n']],
  [evaluated('(s, { g /* which group */ }) => g'), ['g', 'n']],
  [evaluated('(s, { g, // which group\n }) => g'), ['g', 'n']],
  [evaluated('(s, { "g": x }) => x'), ['g', 'n']],
  [evaluated('(s, { \\u0067 }) => g'), ['g', 'n']],
  [evaluated('(s /* , { n } */, { g }) => g'), ['g', 'n']],
  [evaluated('(s, { g, }) => g'), ['g']],
  [evaluated('(s, { g, g: again }) => g && again'), ['g']],
  [Object.assign(evaluated('(s, p) => p.g'), { toString: () => '(s) => true' }), ['g', 'n']],
])('%s looks at %j', (guard, used) => {
  expect(parametersUsed(guard, { g: [true, false], n: [0, 1] })).toEqual(used);
});

test('a wrapped guard rules out what it did unwrapped', () => {
  const schema = record({ n: int(0, 20) });
  const { action, defineModel } = words(schema);
  const models = [false, true].map((wrapped) => {
    const fits = (s: { n: number }, { by }: { by: number }): boolean =>
      s.n + by <= 20 && (s.n + by) % 3 === 0;
    const inner = fits as (...args: unknown[]) => boolean;
    return defineModel({
      name: 'sums',
      schema,
      initial: () => {},
      actions: [
        action({
          id: 'add',
          over: { by: [1, 2, 3, 5] },
          when: { fits: wrapped ? (...args) => inner(...args) : fits },
          then: (s, { by }) => {
            s.n += by;
          },
        }),
      ],
      terminal: () => true,
    });
  });
  const [plainly, wrapped] = models.map((m) => check(m));
  expect(wrapped).toEqual(plainly);
  expect(plainly?.states).toBe(7);
});
