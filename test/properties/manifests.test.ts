import { expect, it } from 'vitest';
import { manifestOf, manifestRevisions } from '../../properties/manifests/index.ts';
import { statedFor } from '../../properties/manifests/stated.ts';

it('each expected violation names the statements that somebody read off its story', () => {
  const entries = manifestRevisions.flatMap((name) => manifestOf(name).expected);
  expect(entries.length).toBeGreaterThan(20);
  for (const { rule, cure, stated } of entries)
    expect(stated, `${rule}, ${cure}`).toBe(statedFor(rule, cure));
});
