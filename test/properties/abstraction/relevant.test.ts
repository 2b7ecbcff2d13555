import { expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import type { SimEvent } from '../../../impl/events.ts';
import { type System, simulate } from '../../../impl/simulate.ts';
import { Abstraction } from '../../../properties/abstraction/abstraction.ts';
import { factsOf, instanceOf } from '../../../properties/abstraction/instance.ts';
import { concernsModel } from '../../../properties/abstraction/relevant.ts';
import { drawScenario } from '../../../properties/campaign/plan.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { Random } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { noHints } from '../../../properties/explore/strategy.ts';
import type { MappingView } from '../../../properties/peek.ts';
import { SystemPeek } from '../../../properties/peek-system.ts';
import { Vocabulary } from '../../../properties/rules/vocabulary.ts';

/** Of which kinds an event came that changed the model's state, and how many operations changed nothing in it. */
interface Seen {
  readonly kinds: Set<SimEvent['kind']>;
  /** Operations with events of which none concerns the model. */
  passedOver: number;
  wrong: string | null;
}

/** Follows a generated run and works the model's state out after every operation. */
function follow(seed: number, revision: keyof typeof revisions, seen: Seen): void {
  const scenario = drawScenario(new Random(seed));
  const instance = instanceOf(scenario.workload, scenario.profile);
  let followed: { v: Vocabulary; abstraction: Abstraction } | null = null;
  const begin = (system: System) => {
    const peek = new SystemPeek(system.driver, system.memory, system.firmwareState);
    const v = new Vocabulary(factsOf(scenario.workload), scenario.workload.slots, peek);
    return { v, abstraction: new Abstraction(instance, v) };
  };
  let taken = 0;
  let lastKey = '';
  let mappings: readonly MappingView[] | undefined;
  const afterStep = (system: System): boolean => {
    followed ??= begin(system);
    const { v, abstraction } = followed;
    const events = system.context.events.slice(taken);
    if (events.length === 0) return false;
    taken += events.length;
    for (const event of events) {
      v.apply(event);
      abstraction.observe(event);
    }
    const key = instance.plain.key(abstraction.state());
    const concerned = events.filter(concernsModel);
    if (concerned.length === 0 && v.peek?.mappings() === mappings) {
      seen.passedOver++;
      if (key !== lastKey) seen.wrong ??= `seed ${seed}: ${events.map((e) => JSON.stringify(e)).join()}`;
    } else if (key !== lastKey) for (const { kind } of concerned) seen.kinds.add(kind);
    lastKey = key;
    mappings = v.peek?.mappings();
    return false;
  };
  simulate(
    { revision: revisions[revision], ...scenario, ...runBounds, afterStep, footprints: false },
    randomWalk(0.2).chooser(seed, noHints),
  );
}

it('what does not concern the model changes nothing in its state of a run', () => {
  const seen: Seen = { kinds: new Set(), passedOver: 0, wrong: null };
  for (let seed = 1; seed <= 8; seed++) {
    follow(seed, 'reference', seen);
    follow(seed, 'series-2026', seen);
  }
  expect(seen.wrong).toBeNull();
  expect(seen.passedOver).toBeGreaterThan(2_000);
  const met: readonly SimEvent['kind'][] = [
    'word',
    'lock',
    'tick',
    'csg',
    'group',
    'request',
    'session',
    'job',
  ];
  for (const kind of met) expect(seen.kinds).toContain(kind);
});
