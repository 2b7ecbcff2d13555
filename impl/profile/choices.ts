import type { SimContext } from '../context.ts';
import { didYouMean } from '../nearest.ts';

/**
 * What firmware and hardware leave open: every row of part F, as this simulator declares it. The first option
 * is the default, then the plausible ones, then the stress ones.
 */
export interface OpenChoice {
  readonly question: string;
  readonly default: string;
  readonly plausible: readonly string[];
  readonly stress: readonly string[];
  /** Decided anew each time when a profile says `any`; else constant in a run. */
  readonly perEvent: boolean;
  /** Whether this simulator consults it. */
  readonly carried: boolean;
}

const row = <const D extends string, const P extends string = never, const S extends string = never>(
  question: string,
  defaultOption: D,
  options: { plausible?: readonly P[]; stress?: readonly S[]; perEvent?: true; carried?: false },
): {
  question: string;
  default: D;
  plausible: readonly P[];
  stress: readonly S[];
  perEvent: boolean;
  carried: boolean;
} => ({
  question,
  default: defaultOption,
  plausible: options.plausible ?? [],
  stress: options.stress ?? [],
  perEvent: options.perEvent ?? false,
  carried: options.carried ?? true,
});

const table = {
  F01: row('PROTM_ENTER with no acknowledged CS', 'session that exits at once', {
    plausible: ['acknowledged and ignored', 'session that stays', 'never acknowledged'],
  }),
  F02: row('PROTM_ENTER while protected, or with PROTM_EXIT unanswered', 'no effect, or a new session', {
    plausible: ['deferred until answered', 'never acknowledged'],
  }),
  F03: row('how an event bit is raised', 'ack := NOT req', { stress: ['ack := NOT ack'] }),
  F04: row('gap from ENTER ack to PROTM_ACTIVE', '1 ms', {
    plausible: ['0 us', '40 ms', '400 ms', 'never'],
    perEvent: true,
  }),
  F05: row('order at a forced exit', 'bit 7, EXIT, ack', {
    plausible: ['EXIT, bit 7, ack'],
    stress: ['bit 7, ack, EXIT'],
  }),
  F06: row('host actions that force an exit, besides PING and CSG requests', 'none', {
    plausible: ['CS doorbell', 'user doorbell', 'global doorbell'],
  }),
  F07: row('exit latency', '1 ms', { plausible: ['50 ms', '300 ms', 'never'], perEvent: true }),
  F08a: row('a suspended region when its CSG resumes', 'raised again', { stress: ['waits'] }),
  F08b: row('a region after a forced exit while on slot', 'raised again', { plausible: ['waits'] }),
  F08c: row('a request whose acknowledgement came after ENTER', 'not raised again', {
    plausible: ['raised again'],
  }),
  F08d: row('a region after a reset, group not saved by SUSPEND', 'raised again', { plausible: ['waits'] }),
  F09a: row('CS event bits at CSG START or RESUME', 'kept', { plausible: ['re-initialised'] }),
  F09b: row('CS and CSG words at firmware reboot', 're-initialised', { plausible: ['kept'] }),
  F10: row('acknowledgements sampled', 'at ENTER only', {
    plausible: ['until the switch'],
    stress: ['also during the session'],
  }),
  F11: row('unacknowledged CSs of the owner run while protected', 'no', { stress: ['yes'] }),
  F12: row('which CSG runs', 'highest endpoint priority', { plausible: ['the acknowledged one'] }),
  F13a: row('when the others are saved', 'before the ENTER ack', {
    plausible: ['between ack and PROTM_ACTIVE'],
  }),
  F13b: row('firmware flushes what it saved at entry', 'yes', { stress: ['no'] }),
  F14: row('region suspended without a protected buffer', 'protected fault', {
    plausible: ['firmware hangs', 'progress lost'],
  }),
  F15: row('user doorbell of another CSG while protected', 'latched until exit', { plausible: ['lost'] }),
  F16: row('MMU command before or during the switch', 'stalls until exit', {
    plausible: ['completes'],
    stress: ['never completes'],
    perEvent: true,
  }),
  F17: row('cache flush while protected', 'works', { plausible: ['times out'] }),
  F18a: row('PROTM_FAULT interrupt', 'level until reset', { plausible: ['one-shot'] }),
  F18b: row('firmware after PROTM_FAULT', 'answers', { plausible: ['dead'] }),
  F19: row('ENTER with no protected firmware section at the last boot', 'protected fault', {
    plausible: ['never acknowledged'],
  }),
  F20: row('progress timer of CSGs frozen by another session', 'paused', {
    plausible: ['runs'],
  }),
  F21: row('tiler OOM, CS fault or fatal inside a region', 'exit first', {
    plausible: ['event while protected'],
  }),
  F22: row('the fast GPU reset inside an exit', 'invisible', {
    plausible: ['unserved doorbells are lost'],
    stress: ['RESET_COMPLETED, RAWSTAT cleared'],
  }),
  F23a: row('region past the end of the stream', 'counts on', { plausible: ['CS fault'] }),
  F23b: row('region inside a region', 'inner ignored', { plausible: ['CS fault'] }),
  F23c: row('region of size 0', 'no request', { plausible: ['session that exits at once'] }),
  F24: row('an acknowledged CS faults or is terminated before ENTER', 'the others run', {}),
  F25: row('reading ordinary memory in protected mode', 'allowed', { plausible: ['fault'] }),
  F26: row('asynchronous work unfinished at the end of a region', 'the exit waits', {
    plausible: ['protected fault'],
    stress: ['goes on in normal mode'],
  }),
  F27: row('protected firmware section carries initial data', 'no', { plausible: ['yes'] }),
  F28: row('memory from the named heap is really protected', 'yes', { stress: ['no'] }),
  F29: row('soft reset ends protected mode', 'yes', { stress: ['no'] }),
  F30: row('restoring the saved CSGs and raising EXIT', 'restore first', { plausible: ['EXIT first'] }),
  F31: row("the owner's own CSG is saved at entry too", 'no', { plausible: ['yes'] }),
  F32: row('protected access to an MMU-locked region', 'protected fault', {
    plausible: ['stalls until unlocked'],
    stress: ['works'],
  }),
  F33: row('CS_STATUS words are published', 'by STATUS_UPDATE and SUSPEND', { plausible: ['also at entry'] }),
  F34: row("the owner's own progress timer while protected", 'runs', {
    plausible: ['paused'],
  }),
  F35: row('one of several acknowledged CSs ends its region', 'waits for the others', {
    plausible: ['ends the session'],
    stress: ['goes on in normal mode'],
  }),
  F36: row('the owner blocks inside its region', 'session stays', { plausible: ['exit'] }),
  F37: row('CSG or GLB IDLE raised during a session', 'no', {
    plausible: ['for the owner'],
    stress: ['for any'],
  }),
  F38: row('the owner raises another request during its session', 'held until exit', {
    plausible: ['raised at once'],
  }),
  F39: row('other global requests during a session', 'force an exit', {
    plausible: ['served while protected'],
  }),
} as const;

export type ChoiceId = keyof typeof table;
/** The options of a choice, as texts. */
export type OptionOf<K extends ChoiceId> =
  | (typeof table)[K]['default']
  | (typeof table)[K]['plausible'][number]
  | (typeof table)[K]['stress'][number];

/** Every row of part F by its id. */
export const openChoices: Readonly<Record<ChoiceId, OpenChoice>> = table;
/** The ids of part F, in its order. */
export const choiceIds = Object.keys(table) as readonly ChoiceId[];

/** Overrides of the defaults, by choice id; `any` on a row decided per event. */
export type Profile = { readonly [choiceId: string]: string };
export const defaultProfile: Profile = {};

/** A profile names a choice or an option that does not exist. */
export class ProfileError extends Error {}

/** All options of a row, the default first. */
export const optionsOf = (choice: OpenChoice): readonly string[] => [
  choice.default,
  ...choice.plausible,
  ...choice.stress,
];

const isChoiceId = (id: string): id is ChoiceId => Object.hasOwn(table, id);

/**
 * Checks a profile.
 *
 * @throws ProfileError that names the nearest id or option
 */
export function checkProfile(profile: Profile): void {
  for (const [id, option] of Object.entries(profile)) {
    if (!isChoiceId(id)) {
      throw new ProfileError(`profile.${id}: no such choice${didYouMean(id, choiceIds)}`);
    }
    const row = openChoices[id];
    const options = [...optionsOf(row), ...(row.perEvent ? ['any'] : [])];
    if (!options.includes(option)) {
      throw new ProfileError(
        `profile.${id}: "${option}" is no option of "${row.question}" (${options.join(', ')})${didYouMean(option, options)}`,
      );
    }
  }
}

/** What a run's firmware and hardware do where part F leaves it open, and which of it was ever asked. */
export class Choices {
  private readonly asked = new Set<ChoiceId>();
  private readonly chosen: Readonly<Record<ChoiceId, string>>;

  /** @throws ProfileError */
  constructor(
    private readonly context: SimContext,
    profile: Profile,
  ) {
    checkProfile(profile);
    this.chosen = Object.fromEntries(
      choiceIds.map((id) => [id, profile[id] ?? openChoices[id].default]),
    ) as Record<ChoiceId, string>;
  }

  /** The option taken now. A consultation: it is recorded, and an `any` is decided. */
  pick<K extends ChoiceId>(id: K): OptionOf<K> {
    this.asked.add(id);
    let option = this.chosen[id];
    if (option === 'any') {
      const row = openChoices[id];
      option = this.context.machine.decide(id, [row.default, ...row.plausible], (o) => o);
    }
    this.context.emit({ kind: 'choice', id, option });
    return option as OptionOf<K>;
  }

  /** The option of a row that is constant in a run, without a consultation: for conditions that are only looked at. */
  constant<K extends ChoiceId>(id: K): OptionOf<K> {
    return this.chosen[id] as OptionOf<K>;
  }

  /** The ids that were ever consulted. One that was not is not covered by the run. */
  consulted(): ReadonlySet<ChoiceId> {
    return this.asked;
  }
}
