/** Who waits for whom, from one activity on. */
export interface WaitChain {
  /** A sentence on each activity of it: what it waits for, and who holds that. */
  readonly told: readonly string[];
  /** The activities themselves, as far as they wait. */
  readonly waiting: readonly string[];
  /** The activity to which it comes back, so that none from there on ever goes on; null: it does not. */
  readonly closesAt: string | null;
}

/** What an activity stands at, and who alone could let it go on. */
interface Wait {
  readonly what: string;
  readonly others: readonly string[];
}

const ATTEMPT = /^(?:lock|spin_lock|down_read|down_write) (.+)$/;
const END_OF_WORK = /^wait for (.+) to end$/;
const END_OF_THREAD = /^synchronize (.+) irq$/;

/** Waits that name nobody: for whom, and what those do who alone can end it. */
const UNNAMED = {
  'wait for the device to settle': ['the device', 'suspended or resumed by'],
  synchronize_srcu: ['the device guard', 'which has in it'],
  'wait for the end of the unplug': ['the end of the unplug', 'which is made by'],
} as const;
export type UnnamedWait = keyof typeof UNNAMED;
const isUnnamed = (label: string): label is UnnamedWait => Object.hasOwn(UNNAMED, label);

/**
 * Follows waits without a limit: for a lock, for the end of a work item, for that of an interrupt thread, for the
 * device's power, for whoever is inside of the device guard, for the end of an unplug.
 *
 * @param standsAt what each activity that has not ended stands at, by its path
 * @param holdersOf who holds a lock
 * @param othersOf who alone can end a wait that names nobody
 */
export function waitChain(
  first: string,
  standsAt: ReadonlyMap<string, string>,
  holdersOf: (lock: string) => readonly string[],
  othersOf: (wait: UnnamedWait) => readonly string[] = () => [],
): WaitChain {
  const waitOf = (path: string): Wait | null => {
    const label = standsAt.get(path) ?? '';
    const lock = ATTEMPT.exec(label)?.[1];
    if (lock !== undefined) {
      const others = holdersOf(lock);
      const holders = others.length === 0 ? 'which nobody holds' : `held by ${others.join(' and ')}`;
      return { what: `waits for ${lock}, ${holders}`, others };
    }
    if (isUnnamed(label)) {
      const [what, how] = UNNAMED[label];
      const others = othersOf(label).filter((other) => other !== path);
      return others.length === 0
        ? null
        : { what: `waits for ${what}, ${how} ${others.join(' and ')}`, others };
    }
    const line = END_OF_THREAD.exec(label)?.[1];
    const other = line === undefined ? END_OF_WORK.exec(label)?.[1] : `irq/${line}`;
    return other === undefined ? null : { what: `waits for ${other} to end`, others: [other] };
  };
  const from = (path: string, before: readonly string[]): WaitChain => {
    const wait = waitOf(path);
    if (wait === null) return { told: [], waiting: [], closesAt: null };
    const seen = [...before, path];
    const told = `${path} ${wait.what}`;
    const again = wait.others.find((other) => seen.includes(other));
    if (again !== undefined) return { told: [told], waiting: [path], closesAt: again };
    const rests = wait.others.map((other) => from(other, seen));
    const rest =
      rests.find(({ closesAt }) => closesAt !== null) ?? rests.find((chain) => chain.told.length > 0);
    return {
      told: [told, ...(rest?.told ?? [])],
      waiting: [path, ...(rest?.waiting ?? [])],
      closesAt: rest?.closesAt ?? null,
    };
  };
  return from(first, []);
}
