import type { Faults } from '../../firmware/parts.ts';
import type { Profile } from '../../profile/choices.ts';
import type { Driver } from '../driver.ts';
import type { DriverFunctions } from '../functions.ts';
import { reference } from '../reference/index.ts';
import { linkedOnce, type Revision, stack, type Unit, type UnitState } from '../unit.ts';

/**
 * A function of a unit gone wrong: given the driver, the function as the unit has it and the one below the unit.
 * Handing back `below` takes the unit's part away.
 */
export type Alteration<F> = (driver: Driver, unit: F, below: F) => F;

/** What a defect does to one unit of the reference. */
export interface Change {
  readonly unit: string;
  readonly functions: { readonly [K in keyof DriverFunctions]?: Alteration<DriverFunctions[K]> };
  /** State that the altered functions need. */
  readonly state?: readonly UnitState<unknown>[];
}

/** A driver, or a firmware, that is wrong in one known way. */
export interface Defect {
  /** `M69` for a row of the list of historical defects; else its name. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what is wrong and what follows from it. */
  readonly wrong: string;
  /** Rules that it is meant to break; another may show it first. */
  readonly breaks: readonly string[];
  readonly changes: readonly Change[];
  /** Where the firmware is what is wrong: answers to part F that nobody claims, as overrides of the defaults. */
  readonly firmware?: Profile;
  /** Where firmware is wrong in what part F does not ask. */
  readonly faults?: Faults;
}

/** What a revision with a seeded defect is called: `reference+M69`. */
export const defectiveName = (id: string): string => `${reference.name}+${id}`;

/** The units that a defect puts in the place of those of the reference, by the name of these. */
export function alteredUnits({ id, wrong, changes }: Defect): ReadonlyMap<string, Unit> {
  return new Map(
    changes.map(({ unit: name, functions, state = [] }) => {
      const unit = reference.units.find((u) => u.name === name);
      if (unit === undefined) throw new Error(`${id} changes ${name}, which the reference does not have`);
      const altered: Unit = {
        ...unit,
        name: `${name}+${id}`,
        standsFor: name,
        title: wrong,
        state: [...(unit.state ?? []), ...state],
        functions: { ...unit.functions, ...alteredFunctions(unit, functions) },
      };
      return [name, altered];
    }),
  );
}

/**
 * The reference with a defect.
 *
 * @throws StackError when an altered unit defines what the units above do not expect of it
 */
export function defective(defect: Defect): Revision {
  const altered = alteredUnits(defect);
  linkedOnce([...altered.values()]);
  return stack(
    defectiveName(defect.id),
    reference.units.map((unit) => altered.get(unit.name) ?? unit),
  );
}

function alteredFunctions(unit: Unit, functions: Change['functions']): Unit['functions'] {
  type AnyFunction = (...args: never[]) => unknown;
  const own = unit.functions as Readonly<
    Record<string, ((driver: Driver, below: AnyFunction) => AnyFunction) | undefined>
  >;
  const entries = Object.entries(functions).map(([name, alteration]) => {
    // The table of functions keeps each alteration under the name of the function it is typed for.
    const alter = alteration as Alteration<AnyFunction>;
    const override = (driver: Driver, below: AnyFunction): AnyFunction =>
      alter(driver, own[name]?.(driver, below) ?? below, below);
    return [name, override] as const;
  });
  return Object.fromEntries(entries) as Unit['functions'];
}
