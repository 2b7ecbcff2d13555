import { type AlwaysRule, type SometimesRule, type StepRule, yesOrNo } from '../model.ts';
import type { Node } from './diagrams.ts';
import { type Asked, learn } from './learn.ts';
import type { Instance } from './reachable.ts';
import type { Space } from './space.ts';

/** Answers of a rule. */
const unasked = 0;
const kept = 1;
const broken = 2;

/** States of a set in which a rule is asked and kept, and those in which it is broken; of steps, those they lead out of. */
export interface Opinion {
  readonly kept: Node;
  readonly broken: Node;
}

/**
 * Asks a rule over states of all states of a set.
 * @throws Failed, TooManyRows (`learn`)
 */
export function askStates<S>(
  space: Space<S>,
  rule: AlwaysRule<S> | SometimesRule<S>,
  set: Node,
  maxRows: number,
): Opinion {
  const { recorder } = space;
  const s = recorder.state as S;
  const given = rule.kind === 'always' ? rule.given : undefined;
  return ask(space, set, maxRows, {
    where: `rule ${rule.id}`,
    changes: false,
    ask: () => {
      recorder.readOnlyFor = 'a rule';
      if (given !== undefined && !yesOrNo(given(s))) return unasked;
      return yesOrNo(rule.then(s)) ? kept : rule.kind === 'always' ? broken : unasked;
    },
  });
}

/**
 * Asks a rule over steps of all steps of one instance.
 * @param enabled the states in which it can be taken
 * @throws Failed, TooManyRows (`learn`)
 */
export function askSteps<S>(
  space: Space<S>,
  rule: StepRule<S>,
  instance: Instance<S>,
  enabled: Node,
  maxRows: number,
): Opinion {
  const { recorder } = space;
  const before = recorder.before as S;
  const after = recorder.state as S;
  const { action, params } = instance;
  return ask(space, enabled, maxRows, {
    where: `rule ${rule.id} after ${instance.name}`,
    changes: false,
    ask: () => {
      recorder.readOnlyFor = null;
      action.then(after, params);
      recorder.readOnlyFor = 'a rule';
      if (rule.given !== undefined && !yesOrNo(rule.given(before, after, action.id, params))) return unasked;
      return yesOrNo(rule.then(before, after, action.id, params)) ? kept : broken;
    },
  });
}

function ask<S>(space: Space<S>, set: Node, maxRows: number, asked: Asked): Opinion {
  const table = space.table();
  try {
    learn(space, table, set, asked, maxRows);
    const { relations } = space;
    return {
      kept: relations.fitting(set, table.node, kept),
      broken: relations.fitting(set, table.node, broken),
    };
  } finally {
    space.drop(table);
  }
}

/** The states of a set in which the model says that nothing need follow. */
export function terminalStates<S>(
  space: Space<S>,
  terminal: (s: S) => boolean,
  set: Node,
  maxRows: number,
): Node {
  const { recorder } = space;
  return ask(space, set, maxRows, {
    where: 'terminal',
    changes: false,
    ask: () => {
      recorder.readOnlyFor = 'terminal';
      return yesOrNo(terminal(recorder.state as S)) ? kept : unasked;
    },
  }).kept;
}
