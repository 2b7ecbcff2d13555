import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { protocolItems } from '../../fidelity/items.ts';
import { drive } from './answering-firmware.ts';
import { goldenTrace, traced } from './golden-trace.ts';
import { sequences } from './sequences.ts';

describe.each(Object.values(revisions))('$name calls as its golden traces say', (revision) => {
  const mine = sequences.filter((s) => s.revisions.some((name) => name === revision.name));

  test.each(mine)('$title', async ({ file, title, cite, script, calls, fromUs, horizonUs, play }) => {
    const { context } = drive(traced(revision), script, { ...play, horizonUs });
    const tree = goldenTrace(context, calls, fromUs);
    expect(tree).not.toBe('');
    const text = `${title}: ${revision.name} (${cite.join(', ')})\n\n${tree}`;
    await expect(text).toMatchFileSnapshot(`traces/${revision.name}/${file}.txt`);
  });
});

test('every stored trace is of a sequence that is played', () => {
  const folder = new URL('traces/', import.meta.url);
  const stored = readdirSync(folder).flatMap((name) =>
    readdirSync(new URL(name, folder)).map((file) => `${name}/${file}`),
  );
  const played = sequences.flatMap((s) => s.revisions.map((name) => `${name}/${s.file}.txt`));
  expect(stored.sort()).toEqual(played.sort());
});

/** Parts of protocol.md that say what each of its revisions does, in sequences. */
const told: Readonly<Partial<Record<keyof typeof revisions, readonly string[]>>> = {
  mainline: ['D.4-'],
  'rfc-2025': ['D.4-', 'E.1'],
  'series-2026': ['A.2.', 'D.4-'],
  reference: ['A.2.', 'D.4-'],
};

test.each(Object.entries(told))(
  '%s: each statement of %j is cited by a sequence that it plays',
  (name, parts) => {
    const cites = sequences.filter((s) => s.revisions.some((r) => r === name)).flatMap((s) => s.cite);
    const isCited = (id: string): boolean => cites.some((cite) => id === cite || id.startsWith(`${cite}-`));
    const ids = protocolItems()
      .map(({ id }) => id)
      // What stands around the list of D.4 is its title.
      .filter((id) => id !== 'D.4-text' && parts.some((part) => id.startsWith(part)));
    expect(ids.length).toBeGreaterThan(8);
    expect(ids.filter((id) => !isCited(id))).toEqual([]);
  },
);

test('a trace tells the run that the driver has without it', () => {
  const [first] = sequences.filter((s) => s.file === 'entry');
  if (first === undefined) throw new Error('no entry');
  const events = (revision: typeof revisions.reference): readonly string[] =>
    drive(revision, first.script, { horizonUs: first.horizonUs }).context.events.flatMap((e) =>
      e.kind === 'log' ? [] : [`${e.tUs} ${e.activity} ${JSON.stringify({ ...e, seq: 0 })}`],
    );
  expect(events(traced(revisions['series-2026']))).toEqual(events(revisions['series-2026']));
});
