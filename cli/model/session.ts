import { type Choice, printInstance, type Trace, Walk } from '../../model/checker/index.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { toldTrace, traceLines } from './report.ts';
import type { AnyModel } from './source.ts';

/** Looks for traces to jump to: a rule's counterexample or witness, or a shortest way to an action. Null: interrupted. */
export type FindTrace = (name: string) => Promise<Trace<unknown> | null>;

export interface SessionOptions {
  /** One JSON object a line instead of text. */
  readonly json: boolean;
  /** Rule or action to begin at; null: the initial state. */
  readonly at: string | null;
  readonly find: FindTrace;
  /** Called before each line is read, for a prompt. */
  readonly prompt: () => void;
}

const help = [
  'a number   take that step',
  'b [N]      back one step, or N',
  'w ACTION   why an action cannot happen here: the first false guard of each instance',
  'j NAME     jump to the counterexample of a rule, or to the first time an action happens',
  't          the steps so far',
  's          the whole state',
  'empty      the choices again',
  'q          end',
];

/**
 * Stepping through a model, a command a line; mistakes are told and change nothing.
 *
 * @param lines what the user types, or a script
 * @returns whether it began: false where the search for `at` was interrupted
 */
export async function stepSession(
  model: AnyModel,
  lines: AsyncIterable<string>,
  io: Io,
  { json, at, find, prompt }: SessionOptions,
): Promise<boolean> {
  const session = new Session(model, io, json, find);
  if (at === null) session.begin();
  else if (!(await session.jump(at))) return false;
  prompt();
  for await (const line of lines) {
    try {
      if ((await session.obey(line.trim())) === 'end') return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      session.say({ error: error.message }, [error.message]);
    }
    prompt();
  }
  return true;
}

class Session {
  private readonly walk: Walk<unknown>;
  private choices: readonly Choice<unknown>[] = [];

  constructor(
    private readonly model: AnyModel,
    private readonly io: Io,
    private readonly json: boolean,
    private readonly find: FindTrace,
  ) {
    this.walk = new Walk(model);
  }

  /** A single initial state needs no choice. */
  begin(): void {
    const [only, ...others] = this.walk.choices();
    if (only !== undefined && others.length === 0) this.walk.take(only);
    this.show();
  }

  /** Throws `UsageError` for what is no command, or cannot be done here. */
  async obey(line: string): Promise<'end' | 'go on'> {
    const [word = '', ...rest] = line.split(/\s+/);
    const operand = rest.join(' ');
    switch (word) {
      case 'q':
        return 'end';
      case '':
        this.show();
        break;
      case 'b':
        this.back(operand);
        break;
      case 'w':
        this.why(operand);
        break;
      case 'j':
        await this.jump(operand);
        break;
      case 't': {
        const steps = toldTrace(this.model, this.walk.trace);
        this.say({ trace: steps }, traceLines(steps));
        break;
      }
      case 's': {
        const { state } = this.walk;
        const text = state === null ? 'no initial state is chosen yet' : this.walk.plain.print(state);
        this.say({ state: text.split('\n') }, text.split('\n'));
        break;
      }
      case '?':
        this.say({ help }, help);
        break;
      default:
        this.take(word);
    }
    return 'go on';
  }

  /** Whether it jumped: a search that is interrupted finds nothing, and leaves the walk where it is. */
  async jump(name: string): Promise<boolean> {
    const trace = await this.find(name);
    if (trace === null) {
      const error = `interrupted before a way to ${name} was found`;
      this.say({ error }, [error]);
      return false;
    }
    this.walk.jump(trace);
    this.show();
    return true;
  }

  say(data: object, lines: readonly string[]): void {
    this.io.out(this.json ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(''));
  }

  private take(word: string): void {
    if (!/^\d+$/.test(word)) throw new UsageError(`"${word}" is no command; ? lists them`);
    const chosen = this.choices[Number(word) - 1];
    if (chosen === undefined) {
      const n = this.choices.length;
      throw new UsageError(
        n === 0 ? 'nothing can happen here; b goes back' : `there are choices 1 to ${n}, no ${word}`,
      );
    }
    if (chosen.state === null)
      throw new UsageError(`${this.label(chosen)} cannot be taken: ${chosen.fault ?? ''}`);
    this.walk.take(chosen);
    this.show();
  }

  private back(operand: string): void {
    if (!/^\d*$/.test(operand)) throw new UsageError(`b takes a number of steps, not "${operand}"`);
    this.walk.back(operand === '' ? 1 : Number(operand));
    if (this.walk.state === null) this.begin();
    else this.show();
  }

  private why(action: string): void {
    const of = this.model.actions.find((a) => a.id === action);
    if (of === undefined) {
      const ids = this.model.actions.map((a) => a.id);
      throw new UsageError(`no action "${action}": ${suggestion(action, ids)}`);
    }
    const refusals = this.walk
      .refusals(action)
      .map(({ params, guard }) => ({ instance: printInstance(action, of.over, params), guard }));
    this.say(
      { why: refusals },
      refusals.map(
        ({ instance, guard }) => `  ${instance}: ${guard === true ? 'can happen' : `not true that ${guard}`}`,
      ),
    );
  }

  private label({ action, params }: Choice<unknown>): string {
    const over = this.model.actions.find((a) => a.id === action)?.over ?? {};
    return action === null ? 'initial state' : printInstance(action, over, params);
  }

  /** The last step with what it changed, what it broke, and what can happen next. */
  private show(): void {
    this.choices = this.walk.choices();
    const step = this.walk.trace.length - 1;
    const told = toldTrace(this.model, this.walk.trace).at(-1) ?? null;
    const broken = this.walk.broken();
    const held = this.initialDifferences();
    const choices = this.choices.map((choice, i) => ({
      label: this.label(choice),
      changes: held[i] ?? [],
      fault: choice.fault ?? null,
    }));
    this.say(
      {
        step,
        action: told?.action ?? null,
        changes: told?.changes ?? [],
        broken,
        choices,
      },
      [
        ...(told === null ? [] : [`${step}. ${told.action ?? 'initially'}`]),
        ...(told?.changes ?? []).map((change) => `     ${change}`),
        ...broken.map((rule) => `     breaks ${this.io.paint('red', rule)}`),
        ...choices.flatMap(({ label, changes, fault }, i) => [
          `${String(i + 1).padStart(3)}) ${label}${fault === null ? '' : ` throws: ${fault}`}`,
          ...changes.map((change) => `       ${change}`),
        ]),
        ...(choices.length === 0 ? ['     nothing can happen here'] : []),
      ],
    );
  }

  /** Initial states have no names: of each what differs from the lowest state and is not the same in all of them. */
  private initialDifferences(): readonly (readonly string[])[] {
    if (this.walk.state !== null) return [];
    const { plain } = this.walk;
    const all = this.choices.map(({ state }) => plain.diff(plain.lowest(), state).split('\n'));
    return all.map((lines) => lines.filter((line) => !all.every((other) => other.includes(line))));
  }
}
