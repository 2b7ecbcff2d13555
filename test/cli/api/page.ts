import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What another project can import, with the file where it is declared. */
interface Exported {
  readonly name: string;
  readonly file: string;
}

const INDEX = 'cli/api/index.ts';

/** The names that a module exports, those of modules that it hands on among them. */
function exportsOf(file: string): readonly Exported[] {
  const text = readFileSync(file, 'utf8');
  const target = (from: string): string => normalize(join(dirname(file), from));
  const named = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)';/gm)].flatMap(
    ([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name) => ({ name, file: target(from) })),
  );
  const whole = [...text.matchAll(/^export \* from '([^']+)';/gm)].flatMap(([, from = '']) =>
    exportsOf(target(from)),
  );
  const spaces = [...text.matchAll(/^export \* as (\w+) from '([^']+)';/gm)].flatMap(
    ([, space = '', from = '']) =>
      declaredIn(target(from)).map((name) => ({ name: `${space}.${name}`, file: target(from) })),
  );
  return [...named, ...spaces, ...whole];
}

const declaredIn = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:function|const|class|interface|type) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  );

/** A declaration's docstring without its stars, and what it is; null where the file declares no such name. */
function declaration({
  name,
  file,
}: Exported): { readonly kind: string; readonly head: string; readonly doc: string } | null {
  const own = name.split('.').at(-1) ?? name;
  const text = readFileSync(file, 'utf8');
  const found = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?export (?:const )?(function\\*?|const|class|interface|type|)\\s*${own}\\b([^\\n]*)`,
    'm',
  ).exec(text);
  if (found === null) return null;
  const [, comment = '', kind = '', rest = ''] = found;
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
  const head = `${own}${rest}`.replace(/\s*[{=]\s*$/, '').replace(/ = .*$/, '');
  return { kind: kind === '' ? 'const' : kind, head, doc: lines.join('\n').trim() };
}

/** docs/api.md: every export with its docstring, by the file where it is declared. */
export function apiPage(): string {
  const all = exportsOf(INDEX);
  const files = [...new Set(all.map(({ file }) => file))].sort();
  const sections = files.map((file) => {
    const names = all.filter((one) => one.file === file).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const entries = names.map((one) => {
      const found = declaration(one);
      const doc = found === null || found.doc === '' ? '' : `\n\n${docText(found.doc)}`;
      return `### \`${one.name}\`\n\n${found === null ? 'const' : found.kind}${doc}`;
    });
    return `## ${file}\n\n${entries.join('\n\n')}`;
  });
  return [
    '# API reference',
    '',
    'Made by `npx tsx test/cli/api/write.ts` from the docstrings of what `protm-check` exports; do not edit. Types are in the',
    "package's declarations. The vitest matchers come with `import 'protm-check/vitest'`. By example: [library.md](library.md).",
    '',
    `${sections.join('\n\n')}`,
    '',
  ].join('\n');
}

/** Tags as a list below the text. */
function docText(doc: string): string {
  const [text = '', ...tags] = doc.split(/^@/m);
  const list = tags.map((tag) => `- ${tag.trim().replaceAll('\n', ' ')}`);
  return [text.trim(), ...(list.length === 0 ? [] : [list.join('\n')])]
    .filter((part) => part !== '')
    .join('\n\n');
}
