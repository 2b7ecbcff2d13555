import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folders = ['model', 'impl', 'properties', 'counterexamples', 'cli', 'test', 'bench'] as const;
type Folder = (typeof folders)[number];

/** Who may import whom. The lint rule in biome.json keeps it; here it is shown that it does. */
const mayImport: Readonly<Record<Folder, readonly Folder[]>> = {
  model: ['model'],
  impl: ['impl'],
  properties: ['model', 'impl', 'properties', 'counterexamples'],
  counterexamples: ['properties', 'counterexamples'],
  cli: ['model', 'impl', 'properties', 'counterexamples', 'cli'],
  test: folders,
  bench: ['model', 'impl', 'properties', 'counterexamples', 'cli', 'bench'],
};

interface Lint {
  readonly condemned: ReadonlySet<string>;
  readonly checked: number;
}

/** Runs the lint rule of the repository over a tree. Throws when the linter itself fails. */
function lintImports(cwd: string): Lint {
  const biome = resolve(root, 'node_modules/.bin/biome');
  const options = ['--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none'];
  const run = spawnSync(biome, ['lint', ...options, '.'], { cwd, encoding: 'utf8' });
  if (!run.stdout.startsWith('{'))
    throw new Error(`the linter did not run: ${run.error?.message ?? run.stderr}`);
  const report = JSON.parse(run.stdout) as {
    readonly summary: { readonly changed: number; readonly unchanged: number };
    readonly diagnostics: readonly {
      readonly category: string;
      readonly location: { readonly path: string };
    }[];
  };
  const condemned = new Set<string>();
  for (const { category, location } of report.diagnostics) {
    if (category !== 'lint/style/noRestrictedImports') throw new Error(`the linter complains of ${category}`);
    condemned.add(relative(cwd, resolve(cwd, location.path)));
  }
  return { condemned, checked: report.summary.changed + report.summary.unchanged };
}

/** Lints files with one import each, under the repository's rules. Keys are paths, values what they import. */
function lintPlanted(files: Readonly<Record<string, string>>): ReadonlySet<string> {
  const tree = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    const config = JSON.parse(readFileSync(resolve(root, 'biome.json'), 'utf8'));
    writeFileSync(
      join(tree, 'biome.json'),
      JSON.stringify({ ...config, $schema: undefined, vcs: undefined }),
    );
    for (const [path, specifier] of Object.entries(files)) {
      mkdirSync(resolve(tree, path, '..'), { recursive: true });
      writeFileSync(join(tree, path), `import { x } from '${specifier}';\nexport const y = x;\n`);
    }
    return lintImports(tree).condemned;
  } finally {
    rmSync(tree, { recursive: true });
  }
}

describe('import boundaries', () => {
  test('the tree keeps them', () => {
    const { condemned, checked } = lintImports(root);
    expect([...condemned]).toEqual([]);
    expect(checked).toBeGreaterThan(50);
  });

  test('each folder may import exactly what the table says', () => {
    const pairs = folders.flatMap((from) =>
      folders.filter((to) => to !== from).map((to) => [from, to] as const),
    );
    const condemned = lintPlanted(
      Object.fromEntries(pairs.map(([from, to]) => [`${from}/deep/${to}.ts`, `../../${to}/deep/x.ts`])),
    );
    const allowed = pairs.filter(([from, to]) => !condemned.has(`${from}/deep/${to}.ts`));
    expect(allowed).toEqual(pairs.filter(([from, to]) => mayImport[from].includes(to)));
  });

  test('model/ and impl/ use nothing of the platform', () => {
    const condemned = lintPlanted({
      'model/a.ts': 'node:fs',
      'impl/a.ts': 'node:worker_threads',
      'properties/a.ts': 'node:fs',
      'model/b.ts': './c.ts',
      'impl/b.ts': '../c.ts',
    });
    expect([...condemned].sort()).toEqual(['impl/a.ts', 'model/a.ts']);
  });
});
