import { strategyNamed } from '../../properties/explore/strategies.ts';
import type { Item, Page } from './page.ts';

/** What a part of a strategy's name says. */
const parts: readonly (readonly [
  form: RegExp,
  says: (found: readonly string[]) => string,
  paper: string | null,
])[] = [
  [
    /^run to completion$/,
    () => 'whoever ran last goes on until it cannot: one run, the default schedule',
    null,
  ],
  [
    /^mixture$/,
    () =>
      'each seed goes to one of the others, so that what one is bad at another finds: the default of a search',
    null,
  ],
  [
    /^random walk ([\d.]+)/,
    ([, p]) => `where two or more can go on, with probability ${p} another than the one that ran last`,
    null,
  ],
  [
    /^uniform walk/,
    () =>
      'each activity is as likely as the operations that it has left, so that orders are about equally likely',
    'Zhao, Wolff, Mathur, Roychoudhury: Selectively Uniform Concurrency Testing, ASPLOS 2025',
  ],
  [
    /^PCT depth (\d+)( focused)?/,
    ([, depth, focused]) =>
      `random priorities, and ${Number(depth) - 1} ${depth === '2' ? 'point' : 'points'} at which one falls to the bottom${focused === undefined ? '' : ', close together'}: races of depth ${depth}`,
    'Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010',
  ],
  [
    /^(\d+) delays/,
    ([, n]) => `the default schedule with ${n} points at which the next in line runs instead`,
    'Emmi, Qadeer, Rakamaric: Delay-Bounded Scheduling, POPL 2011',
  ],
  [/\+ (\d+) late/, ([, n]) => `up to ${n} wake-ups of a run are late`, null],
  [/\+ (\d+) choices/, ([, n]) => `up to ${n} other choices of data differ from the default`, null],
];

/** What a strategy does, a phrase for each part of its name. */
export function strategySays(name: string): readonly string[] {
  return parts.flatMap(([form, says]) => {
    const found = form.exec(name);
    return found === null ? [] : [says(found)];
  });
}

export function strategyPage(name: string): Page {
  const { lateAllowed } = strategyNamed(name);
  const papers = parts.flatMap(([form, , paper]) => (paper !== null && form.test(name) ? [paper] : []));
  return {
    title: `${name}: a way to choose schedules`,
    says: [
      ...strategySays(name).map((phrase) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`),
      `Wake-ups that may be late in one run: ${lateAllowed}. A verdict names that number.`,
      'The same seed gives the same schedule on the same program.',
    ],
    sections: [{ heading: 'From', items: papers.map((paper): Item => ['', paper]) }],
    tries: [
      [`npm run explore -- --strategy '${name}'`, 'searches with it'],
      ['npm run list -- strategies', 'lists them all'],
    ],
  };
}
