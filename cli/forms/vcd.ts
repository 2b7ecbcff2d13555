import { cName } from '../c-names.ts';
import { type Form, orderedNs, type Telling } from './form.ts';
import { timelineOf } from './timeline.ts';

/** A signal: what it is at first, and what it becomes at which event. */
interface Signal {
  readonly scope: string;
  readonly name: string;
  readonly bits: number;
  readonly initial: number;
  readonly changes: readonly { readonly at: number; readonly value: number }[];
}

/**
 * A value change dump (IEEE 1364-2005, 18.2) for GTKWave and Surfer: interface words and registers, the GPU's mode,
 * how many hold and wait for each lock. Nanoseconds within a microsecond are order, not time.
 */
export const vcdForm: Form = (telling) => {
  const { events, counterexample: c } = telling;
  const signals = signalsOf(telling);
  const ns = orderedNs(events);
  const byTime = new Map<number, string[]>();
  for (const [i, signal] of signals.entries()) {
    // Of changes within a nanosecond the last counts.
    const atNs = new Map(signal.changes.map(({ at, value }) => [ns[at] ?? 0, value]));
    for (const [time, value] of atNs)
      byTime.set(time, [...(byTime.get(time) ?? []), changeOf(signal, value, i)]);
  }
  const end = ns.at(-1) ?? 0;
  if (!byTime.has(end)) byTime.set(end, []);
  const lines = [
    `$comment ${c.rule} (${c.instance}): ${telling.replay} $end`,
    '$version protm-check $end',
    '$timescale 1 ns $end',
    ...[...new Set(signals.map(({ scope }) => scope))].flatMap((scope) => [
      `$scope module ${scope} $end`,
      ...signals.flatMap((signal, i) =>
        signal.scope === scope ? [`$var wire ${signal.bits} ${code(i)} ${identifier(signal.name)} $end`] : [],
      ),
      '$upscope $end',
    ]),
    '$enddefinitions $end',
    '$dumpvars',
    ...signals.map((signal, i) => changeOf(signal, signal.initial, i)),
    '$end',
    ...[...byTime].sort((a, b) => a[0] - b[0]).flatMap(([time, changes]) => [`#${time}`, ...changes]),
  ];
  return `${lines.join('\n')}\n`;
};

const modeNumbers = { normal: 0, entering: 1, protected: 2 } as const;

function signalsOf({ events, violation }: Telling): readonly Signal[] {
  const { bars, waves, modes } = timelineOf(events);
  const [firstMode, ...laterModes] = modes;
  const locks = [...new Set(bars.flatMap(({ kind, what }) => (kind === 'wait' ? [] : [what])))];
  const broken = events.findIndex(({ seq }) => seq === violation.seq);
  const counted = (what: string, kind: 'held' | 'blocked'): Signal => {
    const mine = bars.filter((bar) => bar.what === what && bar.kind === kind);
    const edges = mine
      .flatMap(({ from, to }) => [
        { at: from, by: 1 },
        { at: to, by: -1 },
      ])
      .filter(({ at }) => at < events.length)
      .sort((a, b) => a.at - b.at || a.by - b.by);
    let value = 0;
    const changes = edges.map(({ at, by }) => {
      value += by;
      return { at, value };
    });
    return { scope: 'locks', name: `${cName(what)}.${kind}`, bits: 8, initial: 0, changes };
  };
  return [
    {
      scope: 'gpu',
      name: 'mode_0normal_1entering_2protected',
      bits: 2,
      initial: modeNumbers[firstMode?.mode ?? 'normal'],
      changes: laterModes.map(({ from, mode }) => ({ at: from, value: modeNumbers[mode] })),
    },
    {
      scope: 'gpu',
      name: 'broken',
      bits: 1,
      initial: 0,
      changes: broken < 0 ? [] : [{ at: broken, value: 1 }],
    },
    ...locks.flatMap((what) => [counted(what, 'held'), counted(what, 'blocked')]),
    ...waves.map(({ name, initial, changes }): Signal => {
      return { scope: 'interface', name, bits: 32, initial, changes };
    }),
  ];
}

function changeOf({ bits }: Signal, value: number, nth: number): string {
  return bits === 1 ? `${value}${code(nth)}` : `b${(value >>> 0).toString(2)} ${code(nth)}`;
}

/** The short name of a signal: digits of the printable characters from ! to ~. */
function code(nth: number): string {
  const base = 94;
  const digit = String.fromCharCode(33 + (nth % base));
  return nth < base ? digit : code(Math.floor(nth / base) - 1) + digit;
}

/** A name without what ends a name in the format, or is taken for a range of bits. */
function identifier(name: string): string {
  return name.replaceAll(/[^\w.$]/g, '_');
}
