/**
 * What partial-order reduction could save on a model, measured on its whole graph. In a state, two enabled action
 * instances are tied unless each leaves the other enabled and both orders end in the same state. A reduced search may
 * follow one part of the enabled instances alone only if nothing in it is tied to the rest; and, to keep what rules
 * see, only if its steps change no rule's verdict. Both are necessary, neither is enough (independence must also last
 * along every path of the others): what is printed is a bound from above.
 * Usage: npx tsx bench/checker/independence.ts [small|medium] [every n-th state]
 */

import { graphOf } from '../../model/checker/graph.ts';
import { check, type Model } from '../../model/checker/index.ts';
import { Search } from '../../model/checker/search.ts';
import { medium, protectedMode, small } from '../../model/protected-mode/index.ts';
import { protm, sizes } from './models/protm.ts';
import { twoPhase } from './models/two-phase.ts';

function measure<S>(model: Model<S>, every: number): void {
  const { transitions } = check(model);
  const search = new Search(model, {});
  search.seed();
  while (search.engine.head() < search.engine.states()) search.run(search.engine.states());
  const { offsets, targets, who } = graphOf(search.engine, transitions);
  const edgesOf = (x: number): Map<number, number> => {
    const out = new Map<number, number>();
    for (let e = offsets[x] ?? 0; e < (offsets[x + 1] ?? 0); e++) out.set(who[e] ?? 0, targets[e] ?? 0);
    return out;
  };
  /** What the rules say of a state. */
  const seen = (x: number): string => {
    search.engine.load(x);
    const s = search.accessors.current as S;
    let out = '';
    for (const r of model.rules) {
      if (r.kind === 'step') continue;
      const given = r.kind === 'always' ? (r.given?.(s) ?? true) : r.kind === 'leadsTo' ? r.given(s) : true;
      out += given ? (r.then(s) ? '1' : '0') : '-';
    }
    return out;
  };
  /** Whether a transition rule has something to say of a transition. */
  const isWatched = (x: number, i: number, y: number): boolean => {
    const instance = search.instances[i];
    if (instance === undefined) return true;
    const { action, params } = instance;
    return model.rules.some(
      (r) =>
        r.kind === 'step' &&
        (r.on?.includes(action.id) ?? true) &&
        (r.given?.(search.stateOf(x), search.stateOf(y), action.id, params) ?? true),
    );
  };

  let states = 0;
  let parted = 0;
  let stateRules = 0;
  let quiet = 0;
  let enabledSum = 0;
  let followedSum = 0;
  let stateRulesSum = 0;
  for (let x = 0; x < search.engine.states(); x += every) {
    const out = edgesOf(x);
    if (out.size < 2) continue;
    states += 1;
    const ids = [...out.keys()];
    const after = new Map(ids.map((i) => [i, edgesOf(out.get(i) ?? 0)]));
    const tied = (i: number, j: number): boolean => {
      const one = after.get(i)?.get(j);
      return one === undefined || one !== after.get(j)?.get(i);
    };
    // Parts of the enabled instances that are not tied to each other.
    const rest = new Set(ids);
    const parts: number[][] = [];
    for (let first = ids[0]; first !== undefined; [first] = rest) {
      const part = [first];
      rest.delete(first);
      for (const i of part)
        for (const j of rest)
          if (tied(i, j)) {
            part.push(j);
            rest.delete(j);
          }
      parts.push(part);
    }
    const before = seen(x);
    const changes = (i: number) => seen(out.get(i) ?? 0) !== before || out.get(i) === x;
    const still = parts.length > 1 ? parts.filter((part) => !part.some(changes)) : [];
    const silent = still.filter((part) => !part.some((i) => isWatched(x, i, out.get(i) ?? 0)));
    if (parts.length > 1) parted += 1;
    if (still.length > 0) stateRules += 1;
    if (silent.length > 0) quiet += 1;
    enabledSum += out.size;
    stateRulesSum += still.length > 0 ? Math.min(...still.map((p) => p.length)) : out.size;
    followedSum +=
      parts.length > 1 && silent.length > 0 ? Math.min(...silent.map((p) => p.length)) : out.size;
  }
  const share = (n: number) => `${((100 * n) / states).toFixed(1)} %`;
  console.log(
    `${model.name}: ${search.engine.states()} states, ${states} looked at; some enabled instances stand apart in ${share(parted)}, ` +
      `change nothing that a rule over states sees in ${share(stateRules)}, and nothing that any rule sees in ${share(quiet)}; ` +
      `${(enabledSum / states).toFixed(2)} instances enabled, to follow at best ${(stateRulesSum / states).toFixed(2)} for rules over states, ${(followedSum / states).toFixed(2)} for all rules`,
  );
}

const [scope = 'small', every = '1'] = process.argv.slice(2);
measure(protm(sizes.small), Number(every));
measure(twoPhase(6), Number(every));
measure(protectedMode(scope === 'medium' ? medium : small).model, Number(every));
