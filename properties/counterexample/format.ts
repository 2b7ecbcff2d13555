import { type Faults, faultKinds } from '../../impl/firmware/parts.ts';
import { usualHostDelays } from '../../impl/host-delays.ts';
import { choiceIds, openChoices, optionsOf, type Profile } from '../../impl/profile/choices.ts';
import type { Decision } from '../../impl/runtime/decision.ts';
import type { Secrets } from '../../impl/simulate.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload, encodeWorkload, WorkloadError } from '../../impl/userspace/workload-file.ts';
import type { Controlled } from '../campaign/controlled.ts';
import type { Minimality } from '../campaign/shrink-finding.ts';
import { cureNames, unitNames } from '../campaign/stack.ts';
import { ruleIds } from '../catalogue.ts';
import { isLateDecision } from '../explore/strategy.ts';
import type { PassCount } from '../shrink/core.ts';
import type { Alternative } from '../shrink/no-return.ts';
import type { Breaking, Counterexample, NoReturn, RemovingAnswer, SearchWithout } from './counterexample.ts';
import { decodeDecision, storeDecision } from './decisions.ts';
import { At, DecodeError } from './expect.ts';
import { stableJson } from './stable-json.ts';

const formatName = 'protm-check counterexample';
const formatVersion = 2;
/** Versions that can be read: in 1 there was neither a point of no return nor a search with fewer assumptions. */
const readVersions: readonly unknown[] = [1, formatVersion];

/** What a file has on top; a name that is not among them is a mistake, which would change what is run if it were ignored. */
const fields = [
  'format',
  'version',
  'rule',
  'instance',
  'what',
  'status',
  'revision',
  'needs',
  'faults',
  'secrets',
  'workload',
  'schedule',
  'minimal',
  'nearest',
  'noReturn',
  'breaking',
  'cure',
  'story',
] as const;

/** The file's text: stable bytes for the same counterexample. */
export function encodeCounterexample(c: Counterexample): string {
  return stableJson({
    format: formatName,
    version: formatVersion,
    rule: c.rule,
    instance: c.instance,
    what: c.what,
    status: c.status,
    revision: { name: c.revision.name, units: c.revision.units },
    needs: {
      choices: c.needs.choices,
      late: c.needs.late,
      searched: c.needs.searched,
      removing: c.needs.removing,
    },
    faults: c.faults,
    ...(c.secrets === undefined ? {} : { secrets: c.secrets }),
    workload: encodeWorkload(c.workload),
    schedule: c.schedule.map(storeDecision),
    minimal: encodeMinimality(c.minimal),
    nearest: c.nearest,
    noReturn: c.noReturn && encodeNoReturn(c.noReturn),
    breaking: c.breaking,
    cure: c.cure,
    story: c.story,
  });
}

function encodeMinimality({ label, runs, enumerated, edits }: Minimality): unknown {
  return {
    label,
    runs,
    enumerated,
    edits: edits.map(({ pass, tried, kept }) => ({ pass, tried, kept })),
  };
}

/**
 * The counterexample of a file's text.
 *
 * @throws DecodeError that names the place in the file, what was expected and what was found
 */
export function decodeCounterexample(text: string): Counterexample {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DecodeError(`file: expected JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const at = new At('', value);
  at.field('format').oneOf([formatName], `"${formatName}"`);
  if (!readVersions.includes(at.field('version').value))
    throw at.field('version').error(readVersions.join(' or '));
  at.only(...fields);
  const [revision, needs] = [at.field('revision'), at.field('needs')];
  revision.only('name', 'units');
  needs.only('choices', 'late', 'searched', 'removing');
  const workload = decodeWorkloadAt(at.field('workload'));
  const schedule = at.field('schedule').items().map(decodeDecision);
  return {
    rule: at.field('rule').oneOf(ruleIds, 'a rule of docs/rules.md'),
    instance: at.field('instance').text(),
    what: at.field('what').text(),
    status: at.field('status').oneOf(['reproduces', 'stale']),
    revision: {
      name: revision.field('name').text(),
      units: revision
        .field('units')
        .items()
        .map((unit) => unit.oneOf(unitNames)),
    },
    needs: {
      choices: decodeProfile(needs.field('choices')),
      late: decodeLate(needs.field('late'), schedule),
      ...ifThere(needs.field('removing'), (removing) => ({ removing: decodeRemoving(removing) })),
      ...ifThere(needs.field('searched'), (searched) => ({ searched: decodeSearched(searched) })),
    },
    faults: decodeFaults(at.field('faults')),
    ...(at.field('secrets').value === undefined
      ? {}
      : { secrets: decodeSecrets(at.field('secrets'), workload) }),
    workload,
    schedule,
    minimal: decodeMinimality(at.field('minimal')),
    nearest: at.field('nearest').nullOr((nearest) => nearest.text()),
    ...ifThere(at.field('noReturn'), (noReturn) => ({ noReturn: decodeNoReturn(noReturn) })),
    breaking: decodeBreaking(at.field('breaking')),
    cure: at.field('cure').nullOr(decodeCure),
    story: at
      .field('story')
      .items()
      .map((row) => row.text()),
  };
}

function decodeCure(at: At): NonNullable<Counterexample['cure']> {
  at.only('fixes', 'rerun', 'control');
  return {
    fixes: at
      .field('fixes')
      .items()
      .map((fix) => fix.oneOf(cureNames)),
    rerun: at.field('rerun').count(),
    ...ifThere(at.field('control'), (control) => ({ control: decodeControl(control) })),
  };
}

function decodeControl(at: At): Controlled {
  at.only('executions', 'broke', 'of');
  return {
    executions: at.field('executions').count(),
    broke: at.field('broke').count(),
    of: at.field('of').count(),
  };
}

/** What a field adds that need not be there. */
function ifThere<T extends object>(at: At, decode: (at: At) => T): T | Record<never, never> {
  return at.value === undefined ? {} : decode(at);
}

function encodeNoReturn({ label, delays, runs, last }: NoReturn): unknown {
  if (last === null) return { label, delays, runs, last };
  const { step, tUs, took, instead, wayOut } = last;
  return { label, delays, runs, last: { step, tUs, took, instead, wayOut: wayOut.map(storeDecision) } };
}

function decodeNoReturn(at: At): NoReturn {
  at.only('label', 'delays', 'runs', 'last');
  return {
    label: at.field('label').oneOf(['proven', 'no escape']),
    delays: at.field('delays').nullOr((delays) => delays.count()),
    runs: at.field('runs').count(),
    last: at.field('last').nullOr(decodeLastChance),
  };
}

function decodeLastChance(at: At): NonNullable<NoReturn['last']> {
  at.only('step', 'tUs', 'took', 'instead', 'wayOut');
  return {
    step: at.field('step').count(),
    tUs: at.field('tUs').count(),
    took: decodeAlternative(at.field('took')),
    instead: decodeAlternative(at.field('instead')),
    wayOut: at.field('wayOut').items().map(decodeDecision),
  };
}

function decodeAlternative(at: At): Alternative {
  if (at.field('choice').value !== undefined) {
    at.only('choice', 'option');
    return { choice: at.field('choice').text(), option: at.field('option').text() };
  }
  at.only('run', 'runs');
  return { run: at.field('run').text(), runs: at.field('runs').text() };
}

function decodeRemoving(at: At): readonly RemovingAnswer[] {
  return at.items().map((answer) => {
    answer.only('id', 'option', 'executions');
    const id = answer.field('id').oneOf(choiceIds, 'a choice of part F of docs/protocol.md');
    const option = answer.field('option').oneOf(optionsOf(openChoices[id]));
    return { id, option, executions: answer.field('executions').count() };
  });
}

function decodeSearched(at: At): readonly SearchWithout[] {
  return at.items().map((search) => {
    search.only('without', 'executions');
    const without = search.field('without').items();
    return {
      without: without.map((assumption) => assumption.text()),
      executions: search.field('executions').count(),
    };
  });
}

function decodeProfile(at: At): Profile {
  const profile = at.texts();
  for (const id of Object.keys(profile)) {
    const choice = choiceIds.find((known) => known === id);
    if (choice === undefined) {
      throw DecodeError.at(at.field(id).path, 'a choice of part F of docs/protocol.md', id, choiceIds);
    }
    const row = openChoices[choice];
    at.field(id).oneOf([...optionsOf(row), ...(row.perEvent ? ['any'] : [])]);
  }
  return profile;
}

function decodeWorkloadAt(at: At): Workload {
  try {
    return decodeWorkload(at.value, at.path);
  } catch (error) {
    if (error instanceof WorkloadError) throw new DecodeError(error.message);
    throw error;
  }
}

function decodeFaults(at: At): Faults {
  const names = Object.keys(faultKinds) as (keyof Faults)[];
  at.only(...names);
  const given = names.filter((name) => at.field(name).value !== undefined);
  const decoded = given.map((name) => {
    const field = at.field(name);
    const value = faultKinds[name] === 'count' ? field.count() : field.flag();
    if ((name === 'workLateUs' || name === 'irqLateUs') && field.count() <= usualHostDelays[name])
      throw field.error(`more than ${usualHostDelays[name]}, as late as a wake-up may be anyway`);
    return [name, value];
  });
  // Each has the kind of value that its field has.
  return Object.fromEntries(decoded) as Faults;
}

/** A story, a manifest and a search with fewer assumptions go by this number: it has to be that of the schedule. */
function decodeLate(at: At, schedule: readonly Decision[]): number {
  const late = schedule.filter(isLateDecision).length;
  if (at.count() !== late) throw at.error(`${late}, as many as the schedule has`);
  return late;
}

function decodeSecrets(at: At, { processes }: Workload): Secrets {
  const names: readonly string[] = processes.map(({ process }) => process);
  const pairs = Object.keys(at.object()).map((process) => {
    if (!names.includes(process))
      throw DecodeError.at(at.field(process).path, 'a process of the workload', process, names);
    const [one, two, ...more] = at.field(process).items();
    if (one === undefined || two === undefined || more.length > 0) {
      throw at.field(process).error('two numbers, the content in each run');
    }
    return [process, [one.count(), two.count()]] as const;
  });
  return Object.fromEntries(pairs);
}

function decodeMinimality(at: At): Minimality {
  at.only('label', 'runs', 'enumerated', 'edits');
  return {
    label: at.field('label').oneOf(['fewest delays', '1-minimal', 'not shrunk to the end']),
    runs: at.field('runs').count(),
    enumerated: at.field('enumerated').nullOr((n) => n.count()),
    edits: at.field('edits').items().map(decodeEdit),
  };
}

function decodeEdit(at: At): PassCount {
  at.only('pass', 'tried', 'kept');
  return {
    pass: at.field('pass').text(),
    tried: at.field('tried').count(),
    kept: at.field('kept').count(),
  };
}

function decodeBreaking(at: At): Breaking {
  at.only('step', 'tUs', 'activity', 'operation', 'changes');
  return {
    step: at.field('step').count(),
    tUs: at.field('tUs').count(),
    activity: at.field('activity').text(),
    operation: at.field('operation').text(),
    changes: at.field('changes').items().map(decodeChange),
  };
}

function decodeChange(at: At): Breaking['changes'][number] {
  at.only('cell', 'before', 'after');
  return {
    cell: at.field('cell').text(),
    before: at.field('before').text(),
    after: at.field('after').text(),
  };
}
