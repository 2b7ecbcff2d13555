import type { Edit } from './edit.ts';

/** What `new` can make: the files that change, and the lines to paste next, each with what it does. */
export interface Made {
  readonly edits: readonly Edit[];
  readonly next: readonly (readonly [line: string, says: string])[];
}

/** `forget-exit` as an identifier, `forgetExit`. */
export const identifier = (name: string): string =>
  name.toLowerCase().replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The driver of a revision on which one of one's own can stand, and how a module says it. */
const bases = {
  reference: { units: 'reference.units', from: "import { reference } from '../reference/index.ts';" },
  'series-2026': { units: 'series2026', from: "import { series2026 } from '../series-2026/index.ts';" },
} as const;
export type Base = keyof typeof bases;
export const baseNames = Object.keys(bases) as readonly Base[];

/** A revision with one unit, which wraps one function and changes nothing yet. */
export function newRevision(name: string, on: Base): Made {
  const { units, from } = bases[on];
  const id = identifier(name);
  const text = `${from}
import { stack, type Unit } from '../unit.ts';

const below = ${units};

/** One sentence: what it changes, and why. */
const unit: Unit = {
  name: '${name}-unit',
  // On top of everything that ${on} has: what it wraps is what the last unit below makes of a function.
  on: below.at(-1)?.name ?? null,
  requires: below.map((other) => other.name),
  title: 'drm/panthor: what the patch would be called',
  // Statements of docs/protocol.md, or the rule that forces it.
  cite: [],
  // Each function is given the driver and the function below it. All are in impl/driver/functions.ts, in the kernel's
  // names; \`yield*\` is a call during which others may run. To leave out what is below, do not call it.
  functions: {
    sessionEndReason: (driver, below) =>
      function* (owner) {
        // Why the session of this owner has to end now; null: it goes on. As it stands, this changes nothing.
        const reason = yield* below(owner);
        if (reason !== null) driver.emit({ kind: 'log', text: \`session ends: \${reason}\` });
        return reason;
      },
  },
};

export const ${id} = stack('${name}', [...below, unit]);
`;
  return {
    edits: [
      {
        kind: 'create',
        path: `impl/driver/own/${name}.ts`,
        text: on === 'reference' ? text : text.replaceAll(SESSION, TICK),
      },
      {
        kind: 'before',
        path: 'impl/driver/own/index.ts',
        at: /(?<=export const own = \{)[\s\S]*?\} as const/,
        text: `\n  ${name === id ? id : `'${name}': ${id}`},`,
      },
      {
        kind: 'before',
        path: 'impl/driver/own/index.ts',
        at: /^/,
        text: `import { ${id} } from './${name}.ts';\n`,
      },
    ],
    next: [
      [`npm run explore -- --revision ${name}`, 'runs it'],
      [`npm run diff -- ${on} ${name} --workload video-playback`, 'says what it changes'],
    ],
  };
}

/** The session's end has a function of its own only where fixes gave it one. */
const SESSION = / {4}sessionEndReason:[\s\S]*?\n {6}\},\n/g;
const TICK = `    tickWork: (driver, below) =>
      function* () {
        // One scheduling decision. As it stands, this changes nothing.
        driver.emit({ kind: 'log', text: 'a tick begins' });
        yield* below();
      },
`;

/** A workload with one protected and one other group. */
export function newWorkload(name: string): Made {
  const text = `{
  "name": "${name}",
  "note": "Say here what is going on. Times are virtual; docs/workloads.md has every step, command and option.",
  "slots": 2,
  "asSlots": 2,
  "csPerSlot": 1,
  "processes": [
    {
      "name": "player",
      "groups": [{ "name": "video", "priority": "medium", "protected": true, "queues": 1 }],
      "script": [
        { "submit": { "queue": "player.video:0", "stream": ["RUN 500 us", { "protected": ["RUN 2 s"] }] } },
        { "wait": "player.video:0" },
        "exit"
      ]
    },
    {
      "name": "window",
      "groups": [{ "name": "page", "priority": "high", "protected": false, "queues": 1 }],
      "script": [
        { "sleep": "2 ms" },
        { "submit": { "queue": "window.page:0", "stream": ["RUN 1 ms"] } },
        { "wait": "window.page:0" },
        "exit"
      ]
    }
  ]
}
`;
  return {
    edits: [{ kind: 'create', path: `properties/workloads/${name}.json`, text }],
    next: [
      [`npm run explore -- --workload ${name}`, 'runs it on the posted series'],
      [`npm run explore -- --workload ${name} --revision reference`, 'and on the driver with every fix'],
    ],
  };
}

/** A rule over runs, judged at single events. */
export function newRule(name: string): Made {
  const id = identifier(name);
  const text = `import { atEvents } from '../rule.ts';

/** What must hold, in a sentence. */
export const ${id} = atEvents({
  id: '${name}',
  // The statements of docs/protocol.md that it follows from.
  cite: ['B.2'],
  // The kinds of events that it looks at (impl/events.ts).
  on: ['session'],
  // When it says something at all: a rule whose given never happens is vacuous, which fails a search.
  given: (event) => event.kind === 'session' && event.op === 'enterSent',
  // True, or what was seen instead. \`v\` has what is known of groups, sessions and words at this event
  // (properties/rules/vocabulary.ts). This one: a session is entered for a group.
  then: (event) =>
    event.kind !== 'session' || event.group !== null || 'PROTM_ENTER is sent and no group owns the session',
  // What a violation names: each instance is reported once in a run. Deadlines and memory: \`watching\`, rule.ts.
  instance: (event) => (event.kind === 'session' ? (event.group ?? 'no group') : ''),
});
`;
  const says = 'what must hold, in a sentence';
  return {
    edits: [
      { kind: 'create', path: `properties/rules/${name}.ts`, text },
      {
        kind: 'before',
        path: 'properties/rules/index.ts',
        at: /\n\/\*\* Every rule that is checked/,
        text: `import { ${id} } from './${name}.ts';\n`,
      },
      { kind: 'before', path: 'properties/rules/index.ts', at: /^\];/m, text: `  ${id},\n` },
      {
        kind: 'before',
        path: 'properties/catalogue.ts',
        at: /^\} as const satisfies Readonly<Record<string, CatalogueRow>>/m,
        text: `  ${name.includes('-') ? `'${name}'` : name}: { kinds: ['S'], status: 'carried', says: '${says}' },\n`,
      },
      {
        kind: 'before',
        path: 'docs/rules.md',
        at: /(?<=^\| REFINES \|.*\n)/m,
        text: `| ${name} | S | ${says} | - |\n`,
      },
      {
        kind: 'before',
        path: 'model/protected-mode/rules/catalogue.ts',
        at: /(?<=notStated: readonly NotStated\[\] = \[[\s\S]*?)^\];/m,
        text: `  { id: '${name}', kinds: ['S'], why: 'say why the model does not state it, or state it there' },\n`,
      },
      {
        kind: 'before',
        path: 'impl/driver/defects/rows.ts',
        at: /(?<=export const untestedRules[^=]*= \{[\s\S]*?)\};/,
        text: `  '${name}': 'a seeded defect that breaks it: \`npm run new -- defect NAME\`',\n`,
      },
    ],
    next: [
      [`npm run explore -- --rule ${name} --revision reference`, 'judges runs by it'],
      [`npm run explain -- ${name}`, 'says what is known of it'],
    ],
  };
}

/** A driver that is wrong in one way: a fix of the reference does not do its part in one function. */
export function newDefect(name: string): Made {
  const id = identifier(name);
  const text = `import type { Defect } from './defect.ts';

/** What is wrong, and what follows from it. */
export const ${id}: Defect = {
  id: '${name}',
  name: '${name}',
  // As it stands: nobody ends a session that lasts too long.
  wrong: 'a session has no residence limit, so that whoever waits is not let in',
  // The rules that it is meant to break; \`npm run detect\` says which did.
  breaks: ['FE-c', 'BOUNDED-RESIDENCE'],
  changes: [
    {
      // The unit of the reference that goes wrong (\`npm run list -- units\`).
      unit: 'fair-exit',
      functions: {
        // Given the driver, the function as the unit has it, and the one below: handing that back leaves the unit out.
        sessionEndReason: (_driver, _unit, below) => below,
      },
    },
  ],
};
`;
  return {
    edits: [
      { kind: 'create', path: `impl/driver/defects/${name}.ts`, text },
      {
        kind: 'before',
        path: 'impl/driver/defects/index.ts',
        at: /\nexport \{ canary \}/,
        text: `import { ${id} } from './${name}.ts';\n`,
      },
      {
        kind: 'before',
        path: 'impl/driver/defects/index.ts',
        at: /(?<=export const defects: readonly Defect\[\] = \[[\s\S]*?)^\];/m,
        text: `  ${id},\n`,
      },
    ],
    next: [
      [`npm run detect -- --defect ${name}`, 'is it condemned, and by which rule?'],
      [`npm run diff -- reference reference+${name} --workload video-playback`, 'says what it breaks'],
    ],
  };
}
