import { choiceIds, openChoices, type Profile } from '../../impl/profile/choices.ts';
import type { Random } from '../explore/random.ts';

/** A profile under a name that can stand in the key of a cell: `default`, `F04 = never`. */
export interface ProfileRow {
  readonly name: string;
  readonly profile: Profile;
}

export const defaultRow: ProfileRow = { name: 'default', profile: {} };

/** Every profile that differs from the default in one choice, by a plausible option. */
export function singleChoiceRows(): readonly ProfileRow[] {
  return choiceIds.flatMap((id) => openChoices[id].plausible.map((option) => row(id, option)));
}

/** The profile in which every choice that may differ from event to event does. */
export const perEventRow: ProfileRow = {
  name: 'any per event',
  profile: Object.fromEntries(choiceIds.filter((id) => openChoices[id].perEvent).map((id) => [id, 'any'])),
};

/** The row of a name that `row` gave, or of several such names with ` & ` between them. Throws on an unknown one. */
export function profileRow(name: string): ProfileRow {
  const profile: Record<string, string> = {};
  for (const part of name.split(' & ')) {
    const found = rowsByName.get(part);
    if (found === undefined) throw new Error(`no profile row is called ${part}`);
    Object.assign(profile, found.profile);
  }
  return { name, profile };
}

/** Mostly the default; else one choice that is not, seldom two. Plausible options only. */
export function drawProfile(random: Random): Profile {
  const rows = singleChoiceRows();
  if (random.chance(0.6)) return {};
  const one = random.pick(rows).profile;
  return random.chance(0.75) ? one : { ...random.pick(rows).profile, ...one };
}

const row = (id: string, option: string): ProfileRow => ({
  name: `${id} = ${option}`,
  profile: { [id]: option },
});

const rowsByName: ReadonlyMap<string, ProfileRow> = new Map(
  [
    defaultRow,
    perEventRow,
    ...Object.keys(perEventRow.profile).map((id) => row(id, 'any')),
    ...singleChoiceRows(),
  ].map((one) => [one.name, one]),
);
