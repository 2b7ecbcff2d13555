import { type Model, ModelError } from './model.ts';
import { printTrace, type Trace } from './show.ts';
import { lowest, OutOfRange } from './values.ts';

/** Thrown when a function of the model throws, changes the state where it must not, or leaves the schema. */
export class EvaluationError<S> extends ModelError {
  override readonly name = 'EvaluationError';
  /** Action or rule that was being evaluated. */
  readonly where: string;
  readonly trace: Trace<S>;
  readonly field?: string;
  readonly value?: unknown;
  constructor(model: Model<S>, where: string, trace: Trace<S>, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const story = printTrace(model, trace, lowest(model.schema) as S);
    super(`${where}: ${why}\n${story}`, { cause });
    this.where = where;
    this.trace = trace;
    if (cause instanceof OutOfRange) {
      this.field = cause.field;
      this.value = cause.value;
    }
  }
}
