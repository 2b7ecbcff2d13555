import { createInterface } from 'node:readline';
import { fieldNames } from '../../model/checker/index.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { type Io, UsageError } from '../io.ts';
import type { CheckAnswer, SearchRequest } from '../model/check-worker.ts';
import { type Path, traceFinder } from '../model/find-trace.ts';
import type { GraphAnswer, GraphRequest } from '../model/graph-worker.ts';
import { type ModelReport, modelReportText, traceLines } from '../model/report.ts';
import { search } from '../model/search.ts';
import { stepSession } from '../model/session.ts';
import { type AnyModel, loadModel, nameOf, scopeNames, sourceOf, sourceOptions } from '../model/source.ts';
import { symmetricTypes } from '../model/symmetry.ts';
import type { TraceRequest } from '../model/trace-worker.ts';
import type { WitnessAnswer, WitnessRequest } from '../model/witness-worker.ts';
import { suggestion } from '../nearest.ts';
import { counted } from '../progress.ts';
import { shellWord } from '../report/table.ts';

const subcommands: Readonly<Record<string, (args: Args, io: Io) => Promise<ExitCode>>> = {
  check,
  step,
  graph,
  witness,
};
/** A graph with more states is no use to a person or to Graphviz; --max-states raises it. */
const GRAPH_STATES = 10_000;
const MAX_STATES = 2 ** 31;
/** Where a search that was interrupted may be kept. */
const CHECKPOINT = 'report/checkpoint';

export const model: Command = {
  name: 'model',
  says: 'search the reference model, or one of your own; step through it; export its graph and its traces',
  operands: Object.keys(subcommands).join('|'),
  options: {
    scope: {
      type: 'string',
      value: scopeNames.join('|'),
      says: 'size of the reference model; small unless given',
    },
    file: { type: 'string', value: 'FILE', says: 'your model instead: a module that exports it by default' },
    without: {
      type: 'string',
      value: 'ACTION/GUARD',
      multiple: true,
      says: 'delete a guard, to see which rule notices; may be given more than once',
    },
    'max-states': {
      type: 'string',
      value: 'N',
      says: `end after so many states; graph: refuse more, ${GRAPH_STATES} without --fields`,
    },
    depth: { of: ['check'], type: 'string', value: 'N', says: 'end after so many steps' },
    first: { of: ['check'], type: 'boolean', says: 'end at the first broken rule' },
    checkpoint: {
      of: ['check'],
      type: 'string',
      writes: 'folder',
      value: 'FOLDER',
      says: 'keep the search there every 10 s, and go on from what is there, after a kill too',
    },
    threads: {
      of: ['check'],
      type: 'string',
      value: 'N',
      says: 'expand states in N threads; 1 unless given',
    },
    symmetry: {
      of: ['check'],
      type: 'string',
      value: 'IDS,...',
      says: 'members of these id types are interchangeable; refused if the model tells them apart',
    },
    actions: { of: ['check'], type: 'boolean', says: 'how often each action was enabled and fired' },
    at: {
      of: ['step'],
      type: 'string',
      value: 'RULE|ACTION',
      says: 'begin at its counterexample or first time',
    },
    action: {
      of: ['witness'],
      type: 'string',
      value: 'ACTION',
      multiple: true,
      says: 'only of this one',
    },
    format: { of: ['graph'], type: 'string', value: 'dot|json|aut', says: 'dot unless given' },
    fields: {
      of: ['graph'],
      type: 'string',
      value: 'FIELD,...',
      says: 'one node for all states that agree on these (dot)',
    },
    out: {
      of: ['graph'],
      type: 'string',
      value: 'FILE',
      writes: 'file',
      says: 'write here instead of to the terminal',
    },
    itf: {
      of: ['check', 'witness'],
      type: 'string',
      writes: 'folder',
      value: 'FOLDER',
      says: 'also write each trace as an .itf.json file',
    },
    json: { type: 'boolean', says: 'for scripts: one document; step: one for each line that is read' },
  },
  examples: [
    ['npm run model -- check --scope medium', 'every state of the medium scope against every rule'],
    [
      'npm run model -- step --at driver.sendEnter',
      'walk on from where the driver first asks for protected mode',
    ],
    [
      "npm run model -- check --without 'driver.choose/the group is top'",
      'which rule notices, and its story',
    ],
    ['npm run model -- witness --action gpu.raiseBit7', 'the shortest way to an action'],
    ['npm run -s model -- graph --fields firmware,protmActive > mode.dot', 'a picture for Graphviz'],
    ['npm run model -- check --file my-model.ts', 'a protocol of your own (docs/checker.md)'],
  ],
  async run(args, io) {
    const [what, ...rest] = args.operands;
    const names = Object.keys(subcommands);
    if (what === undefined) throw new UsageError(`model what? ${suggestion('', names)}`);
    if (rest.length > 0) throw new UsageError(`model takes one word, not also "${rest[0]}"`);
    const subcommand = subcommands[what];
    if (subcommand === undefined) throw new UsageError(`model cannot "${what}": ${suggestion(what, names)}`);
    return subcommand(args, io);
  },
};

async function check(args: Args, io: Io): Promise<ExitCode> {
  const source = sourceOf(args);
  const limit = (name: string): number | null =>
    args.text(name) === null ? null : args.integer(name, 0, 1, MAX_STATES);
  const request = {
    source,
    maxStates: limit('max-states'),
    maxDepth: limit('depth'),
    stopAtFirst: args.flag('first'),
    itf: args.text('itf'),
    checkpoint: args.text('checkpoint'),
    threads: args.integer('threads', 1, 1, 64),
    symmetry: args.text('symmetry')?.split(',') ?? [],
  };
  // What the user can mend is told here, before a worker starts.
  symmetricTypes(await loadModel(source), request.symmetry);
  const { report, itfFiles } = await search<SearchRequest, CheckAnswer>(
    'check',
    request,
    `searching ${nameOf(source)}; Ctrl-C prints what was found until then`,
    io,
  );
  if (args.flag('json')) io.out(`${JSON.stringify(report, null, 2)}\n`);
  else {
    io.out(modelReportText(report, args.flag('actions')));
    if (itfFiles.length > 0) io.out(`written: ${itfFiles.join(' ')}\n`);
    const code = exitCodeOf([report.verdict]);
    io.out(`Verdict: ${io.paint(code === 0 ? 'green' : 'red', report.verdict)}. Exit code ${code}\n`);
    io.out(`Next: npm run model -- ${nextOf(report, request)}\n`);
  }
  return exitCodeOf([report.verdict]);
}

/** What to do after a check, as words to paste. */
function nextOf({ rules, truncatedBy }: ModelReport, request: SearchRequest): string {
  const { source, checkpoint, symmetry } = request;
  const which = sourceOptions(source);
  const broken = rules.find((r) => r.verdict === 'violated' && r.trace !== null);
  if (broken !== undefined) return `step${which} --at ${shellWord(broken.id)}`;
  if (truncatedBy === null) return `witness${which}`;
  const reduced = symmetry.length === 0 ? '' : ` --symmetry ${symmetry.join(',')}`;
  // Interrupted again, the next one goes on from there.
  const kept = checkpoint ?? (truncatedBy === 'caller' ? CHECKPOINT : null);
  return `check${which}${reduced}${kept === null ? '' : ` --checkpoint ${kept}`}`;
}

async function step(args: Args, io: Io): Promise<ExitCode> {
  const source = sourceOf(args);
  const loaded = await loadModel(source);
  const maxStates = args.integer('max-states', MAX_STATES, 1, MAX_STATES);
  const find = traceFinder(loaded, (name) =>
    search<TraceRequest, Path | null>(
      'trace',
      { source, name, maxStates },
      `looking for a way to ${name}; Ctrl-C ends that`,
      io,
    ),
  );
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    ...(terminal ? { output: process.stdout, terminal } : {}),
  });
  lines.setPrompt('> ');
  // A terminal that is read by lines hands over Ctrl-C as a key: to the search that runs, or to end the session.
  lines.on('SIGINT', () => {
    if (!process.emit('SIGINT')) lines.close();
  });
  if (terminal) io.out('? lists the commands\n');
  try {
    const began = await stepSession(loaded, lines, io, {
      json: args.flag('json'),
      at: args.text('at'),
      find,
      prompt: () => {
        if (terminal) lines.prompt();
      },
    });
    return began ? 0 : 3;
  } finally {
    lines.close();
  }
}

async function graph(args: Args, io: Io): Promise<ExitCode> {
  const source = sourceOf(args);
  const loaded = await loadModel(source);
  const json = args.flag('json');
  const format = args.oneOf('format', ['dot', 'json', 'aut'], json ? 'json' : 'dot');
  if (json && format !== 'json') throw new UsageError(`--json is --format json, not ${format}`);
  const fields = args.text('fields')?.split(',') ?? null;
  if (fields !== null && format !== 'dot') throw new UsageError('--fields is for --format dot');
  refuseUnknownFields(loaded, fields ?? []);
  const out = args.text('out');
  // A picture over few fields is small however many states there are.
  const maxStates = args.integer('max-states', fields === null ? GRAPH_STATES : MAX_STATES, 1, MAX_STATES);
  const { states, transitions, truncated, written } = await search<GraphRequest, GraphAnswer>(
    'graph',
    { source, maxStates, format, fields, out },
    `searching ${nameOf(source)}; Ctrl-C ends that, and what was found is drawn`,
    io,
  );
  const what = `${counted(states, 'state')}, ${counted(transitions, 'transition')} as ${format}`;
  if (truncated)
    io.err(
      written
        ? `interrupted: a part of the graph, ${what}\n`
        : `interrupted, and nothing written: ${format} cannot say that it is a part of a graph\n`,
    );
  else if (out !== null) io.err(`${out}: ${what}\n`);
  return truncated ? 3 : 0;
}

async function witness(args: Args, io: Io): Promise<ExitCode> {
  const source = sourceOf(args);
  const loaded = await loadModel(source);
  const wanted = args.texts('action');
  refuseUnknown(loaded, wanted);
  const maxStates = args.integer('max-states', MAX_STATES, 1, MAX_STATES);
  const actions = wanted.length === 0 ? null : wanted;
  const { told, states } = await search<WitnessRequest, WitnessAnswer>(
    'witness',
    { source, maxStates, actions, itf: args.text('itf') },
    `looking for a way to ${actions === null ? 'each action' : actions.join(', ')} of ${nameOf(source)}; Ctrl-C prints what was found until then`,
    io,
  );
  if (args.flag('json')) io.out(`${JSON.stringify(told, null, 2)}\n`);
  else {
    for (const { action, verdict, trace } of told) {
      if (trace === null) io.out(`${action}: ${verdict}\n`);
      else if (actions === null) io.out(`${action}: in ${counted(trace.length - 1, 'step')}\n`);
      else io.out(`${action}, in ${counted(trace.length - 1, 'step')}:\n${traceLines(trace).join('\n')}\n`);
    }
    const met = told.filter(({ trace }) => trace !== null);
    io.out(
      `${met.length} of ${counted(told.length, 'action')} can happen, ${counted(states, 'state')} searched\n`,
    );
    const options = sourceOptions(source);
    const unmet = told.filter(({ verdict }) => verdict.startsWith('unknown')).map(({ action }) => action);
    const limit = states < maxStates ? null : maxStates;
    const further = furtherWitness(options, limit, wanted.length === 0 ? [] : unmet);
    const first = met[0]?.action ?? loaded.actions[0]?.id;
    io.out(
      `Next: npm run model -- ${unmet.length > 0 ? further : `step${options} --at ${shellWord(first ?? '')}`}\n`,
    );
  }
  return exitCodeOf(told.map((t) => t.verdict));
}

/**
 * How to go on where some actions were not met. Interrupted, the same search would begin anew: a check can be kept, and
 * counts how often each action happens.
 *
 * @param limit the limit on states that ended the search; null: it was interrupted
 */
function furtherWitness(options: string, limit: number | null, actions: readonly string[]): string {
  if (limit === null) return `check${options} --actions --checkpoint ${CHECKPOINT}`;
  const named = actions.map((action) => ` --action ${shellWord(action)}`).join('');
  return `witness${options}${named} --max-states ${Math.min(10 * limit, MAX_STATES)}`;
}

function refuseUnknown(loaded: AnyModel, wanted: readonly string[]): void {
  const ids = loaded.actions.map((a) => a.id);
  for (const id of wanted)
    if (!ids.includes(id)) throw new UsageError(`no action "${id}": ${suggestion(id, ids)}`);
}

/** Told before a search, which may take minutes. */
function refuseUnknownFields(loaded: AnyModel, fields: readonly string[]): void {
  const names = fieldNames(loaded);
  for (const field of fields)
    if (!names.includes(field)) throw new UsageError(`no field "${field}": ${suggestion(field, names)}`);
}
