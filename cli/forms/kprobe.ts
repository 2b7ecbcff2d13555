import type { SimEvent } from '../../impl/events.ts';
import { columnOf } from '../c-names.ts';
import { shellWord } from '../report/table.ts';
import { STORY_WIDTH, wrap } from '../story/layout.ts';
import type { Form, Telling } from './form.ts';
import { type Probe, probeOf } from './probes.ts';

/**
 * A script for trace-cmd that looks for the same order of functions on hardware. It sees what the driver does, not
 * what firmware and GPU do: a match is a place to look at, not a proof, and says so.
 */
export const kprobeForm: Form = (telling) => {
  const { counterexample: c, parts, replay } = telling;
  const sequence = sequenceOf(telling);
  const probes = [
    ...new Map(sequence.flatMap(({ probe }) => (probe === null ? [] : [[probe.function, probe]]))).values(),
  ];
  const order = entriesOf(telling, sequence);
  const lines = [
    '#!/bin/sh',
    ...comment(parts.headline),
    ...comment(parts.needs),
    // Whole, however long: it is there to be copied.
    `# replay: ${replay}`,
    '#',
    ...comment(
      'Records the functions below while COMMAND runs, or for 10 s, and counts how often they were entered in the order of the story, by whatever tasks. Needs root, trace-cmd, and a kernel with CONFIG_KPROBE_EVENTS and CONFIG_FUNCTION_TRACER. Firmware and GPU are not seen: a match is a place to look at, not a proof.',
    ),
    '#',
    '# usage: sh recipe.sh [COMMAND ...]',
    '#',
    '# The story, with the function in which the driver does each step:',
    ...sequence.flatMap(({ tMs, who, text, probe, broken }) =>
      comment(
        `${tMs} ms ${who}: ${text}${broken ? '  BROKEN' : ''}${probe === null ? '' : ` [${probe.function}]`}`,
        '#   ',
      ),
    ),
    '',
    'set -eu',
    'tracing=/sys/kernel/tracing',
    '[ -d "$tracing" ] || tracing=/sys/kernel/debug/tracing',
    '[ -w "$tracing/kprobe_events" ] || { echo "no $tracing/kprobe_events: run as root, CONFIG_KPROBE_EVENTS=y" >&2; exit 2; }',
    'command -v trace-cmd >/dev/null || { echo "trace-cmd is not installed" >&2; exit 2; }',
    'events=',
    'missing=',
    '# A static function may be inlined, one of a patch may not be there:',
    '# those are left out, and said.',
    'probe() {',
    '\tif grep -q "^$1\\( \\|$\\)" "$tracing/available_filter_functions" &&',
    '\t   echo "p:protm_check/$1 $1" >> "$tracing/kprobe_events"; then',
    '\t\tevents="$events -e protm_check:$1"',
    '\telse',
    '\t\tmissing="$missing $1"',
    '\tfi',
    '}',
    'cleanup() {',
    '\tenable=$tracing/events/protm_check/enable',
    '\tif [ -w "$enable" ]; then echo 0 > "$enable"; fi',
    '\tfor name in $events; do',
    '\t\tcase $name in protm_check:*) echo "-:$(echo "$name" | tr : /)" >> "$tracing/kprobe_events" || true ;; esac',
    '\tdone',
    '}',
    'trap cleanup EXIT',
    ...probes.map((probe) => `probe ${probe.function}  # ${probe.file}, ${probe.patch ?? 'mainline'}`),
    '[ -n "$events" ] || { echo "none of the functions can be probed:$missing" >&2; exit 2; }',
    '[ -z "$missing" ] || echo "left out, inlined or not in this kernel:$missing" >&2',
    'if [ $# -eq 0 ]; then set -- sleep 10; fi',
    '# shellcheck disable=SC2086',
    'trace-cmd record -q -o protm-check.dat $events "$@"',
    `trace-cmd report -i protm-check.dat | awk -v missing="$missing " -v want=${shellWord(order.join(' '))} '`,
    'BEGIN {',
    '\tn = split(want, all, " "); count = 0',
    '\tfor (i = 1; i <= n; i++) if (index(missing, " " all[i] " ") == 0) order[++count] = all[i]',
    '\tat = 1',
    '}',
    '{',
    '\tfor (i = 1; i <= NF; i++) if ($i == order[at] ":") {',
    '\t\tif (at == 1) first = $0',
    '\t\tif (++at > count) { seen++; at = 1; print "seen, from:"; print first; print "to:"; print $0 }',
    '\t\tbreak',
    '\t}',
    '}',
    'END {',
    '\tprintf "%d times in the order of the story (%d functions of %d)\\n", seen, count, n',
    '\texit seen > 0 ? 0 : 1',
    "}'",
  ];
  if (probes.length === 0) {
    return `${[...lines.slice(0, lines.indexOf('set -eu')), `echo "${c.rule}: no step of this story is one of the driver: nothing to probe" >&2`, 'exit 2'].join('\n')}\n`;
  }
  return `${lines.join('\n')}\n`;
};

interface ProbedStep {
  readonly tMs: number;
  readonly who: string;
  readonly text: string;
  readonly broken: boolean;
  readonly probe: Probe | null;
  readonly event: SimEvent | null;
}

function sequenceOf({ parts, counterexample }: Telling): readonly ProbedStep[] {
  // A unit with a seeded defect stands for the patch.
  const units = counterexample.revision.units.map((unit) => unit.split('+')[0] ?? unit);
  return parts.steps.map(({ tUs, column, text, broken, event }) => ({
    tMs: tUs / 1000,
    who: column.title,
    text,
    broken,
    probe: event === null ? null : probeOf(event, units),
    event,
  }));
}

/**
 * The functions in the order in which they are entered: a probe sees that, not what is done in them later. The function
 * of a work item is entered where the work starts, any other where its first told step is; in one run of a work item
 * each counts once.
 */
function entriesOf({ events }: Telling, sequence: readonly ProbedStep[]): readonly string[] {
  const entries = sequence.flatMap(({ probe, event }) => {
    if (probe === null || event === null) return [];
    const { activity, seq } = event;
    const start = events.findLast(
      (e) => e.kind === 'work' && e.op === 'start' && e.activity === activity && e.seq <= seq,
    );
    const isOwn = columnOf(activity).key === probe.function;
    const name = probe.function;
    return [{ name, run: `${activity} ${start?.seq ?? 0} ${name}`, at: isOwn ? (start?.seq ?? seq) : seq }];
  });
  const first = entries.filter(({ run }, i) => entries.findIndex((other) => other.run === run) === i);
  return first.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

const comment = (text: string, lead = '# '): readonly string[] =>
  wrap(text.replaceAll(/\s+/g, ' '), STORY_WIDTH - lead.length).map((line) => `${lead}${line}`);
