import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parse as parseArgs } from '../../cli/args.ts';
import { merge } from '../../cli/commands/merge.ts';
import { verify } from '../../cli/commands/verify.ts';
import { parseShard } from '../../cli/shards.ts';

const scripts: readonly string[] = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

/** Parses `npm run NAME -- ARGS` lines as the commands would; returns the shards that are named. */
function shardsOf(lines: readonly string[]): readonly string[] {
  const shards: string[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^npm run (\S+)(?: -- (.*))?$/.exec(line) ?? [];
    expect(scripts, line).toContain(name);
    const command = [verify, merge].find((c) => c.name === name);
    if (command === undefined) continue;
    const args = parseArgs(
      rest.split(' ').filter((word) => word !== ''),
      command.options,
    );
    const shard = args.text('shard');
    if (shard !== null) shards.push(`${parseShard(shard).index}/${parseShard(shard).count}`);
  }
  return shards;
}

interface Step {
  readonly run?: string;
}

test('the workflow runs every shard once, with options that there are', () => {
  const workflow = parse(readFileSync('docs/ci/github-actions.yml', 'utf8'));
  const { search, report, test: tests } = workflow.jobs;
  expect(tests.strategy.matrix.node).toEqual(['20', '22', '24']);
  const indices: readonly number[] = search.strategy.matrix.shard;
  const lines = indices.flatMap((shard) =>
    (search.steps as readonly Step[]).flatMap(({ run }) =>
      run === undefined || run === 'npm ci'
        ? []
        : [
            run
              .replace(/\$\{\{ matrix\.shard \}\}/, String(shard))
              .replace(/\$\{\{ env\.SHARDS \}\}/, String(workflow.env.SHARDS))
              .replace(/\$\{\{ env\.BUDGET \}\}/, 'deep'),
          ],
    ),
  );
  const count = indices.length;
  expect(shardsOf(lines)).toEqual(indices.map((_, i) => `${i + 1}/${count}`));
  const merging = (report.steps as readonly Step[]).flatMap(({ run }) =>
    run?.startsWith('npm run') ? [run] : [],
  );
  expect(merging).toHaveLength(1);
  shardsOf(merging);
  expect(report.needs).toBe('search');
  expect((workflow.jobs.package.steps as readonly Step[]).map(({ run }) => run)).toEqual(
    expect.arrayContaining(['npm run test:package', 'npm run test:docs']),
  );
});

test('the indexed Job runs every shard once', () => {
  const [, search, merging] = parseAllDocuments(readFileSync('docs/ci/kubernetes.yml', 'utf8')).map((d) =>
    d.toJS(),
  );
  const [line = ''] = search.spec.template.spec.containers[0].args as readonly string[];
  // Both are in one file: the second waits.
  expect([search.spec.suspend, merging.spec.suspend]).toEqual([undefined, true]);
  const { completions } = search.spec as { readonly completions: number };
  const lines = Array.from({ length: completions }, (_, i) =>
    line.replace('$((JOB_COMPLETION_INDEX + 1))', String(i + 1)),
  );
  expect(shardsOf(lines)).toEqual(lines.map((_, i) => `${i + 1}/${completions}`));
  shardsOf([(merging.spec.template.spec.containers[0].command as readonly string[]).join(' ')]);
});

test('the commands that docs/ci.md shows are what they say', () => {
  const shown = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^(npm run .*?) {2,}/gm)].map(
    ([, line]) => line ?? '',
  );
  expect(shardsOf(shown)).toEqual(['1/2', '2/2']);
  expect(shown).toHaveLength(3);
});
