import { readdirSync, readFileSync } from 'node:fs';
import { commands } from '../../cli/commands/index.ts';

export const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** A line to paste: `npm run NAME -- ARGS`. */
export interface Shown {
  /** The page that shows it, or `the help of NAME`. */
  readonly page: string;
  /** As a shell takes it, without what stands beside it to explain it. */
  readonly line: string;
  readonly command: string;
  readonly argv: readonly string[];
}

/** The blocks of code of the documentation, what stands in backquotes in its text, and the examples of the help. */
const texts: readonly (readonly [page: string, code: string])[] = [
  ...pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8');
    const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, code]) => code ?? '');
    const inline = [...text.replaceAll(/^```\w*\n[\s\S]*?^```/gm, '').matchAll(/`(npm run [^`]*)`/g)];
    // A line that the width of the page broke goes on in the next.
    const lines = inline.map(([, code]) => (code ?? '').replaceAll('\n', ' '));
    return [...blocks, ...lines].map((code) => [page, code] as const);
  }),
  ...commands.flatMap(({ name, examples }) =>
    examples.map(([line]) => [`the help of ${name}`, line] as const),
  ),
];

/** Every `npm run NAME -- ARGS` in them. */
export const shown: readonly Shown[] = texts.flatMap(([page, code]) =>
  code
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, rest] = /^\s*npm run (?:-s )?(.*)$/.exec(line) ?? [];
      if (rest === undefined) return [];
      const [typed = ''] = rest.split(/ {2,}|\s+#/);
      const [command = '', ...argv] = wordsOf(typed);
      return [
        { page, line: `npm run ${typed.trim()}`, command, argv: argv[0] === '--' ? argv.slice(1) : argv },
      ];
    }),
);

/** Words as a shell takes them; what follows a pipe or a redirection is none of the command's. */
function wordsOf(line: string): readonly string[] {
  const [own = ''] = line.split(/ [|>&]+ /);
  return [...own.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}
