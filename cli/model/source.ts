import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Model, withoutGuard } from '../../model/checker/index.ts';
import { answers, large, medium, protectedMode, small, verify } from '../../model/protected-mode/index.ts';
import type { Args } from '../args.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { shellWord } from '../report/table.ts';
import { featuresIn, type ScopeFeatures } from './features.ts';

const scopes = { small, verify, answers, medium, large } as const;
export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as readonly Scope[];

/** Which model a command is about, as plain data that a worker can be given. */
export interface ModelSource {
  readonly scope: Scope;
  /** A module whose default export is a model, in place of the scope; null: none. */
  readonly file: string | null;
  /** Guards to delete, as `action/guard`. */
  readonly without: readonly string[];
}

/** A model whose state type is not known to whoever only searches and prints it. */
export type AnyModel = Model<unknown>;

/** Reads the options that name a model. Throws `UsageError`. */
export function sourceOf(args: Args): ModelSource {
  const file = args.text('file');
  if (file !== null && args.text('scope') !== null) throw new UsageError('give --file or --scope, not both');
  return { scope: args.oneOf('scope', scopeNames, 'small'), file, without: args.texts('without') };
}

/** What is searched, in words. */
export const nameOf = ({ scope, file }: ModelSource): string => file ?? `the reference model, scope ${scope}`;

/** The features of the scope; null where a file stands for it. */
export const featuresOfSource = ({ scope, file }: ModelSource): ScopeFeatures | null =>
  file === null ? featuresIn(scopes[scope].cases) : null;

/** The options that name the same model, to be pasted. */
export function sourceOptions({ scope, file, without }: ModelSource): string {
  const which = file === null ? ` --scope ${scope}` : ` --file ${shellWord(file)}`;
  return `${which}${without.map((w) => ` --without '${w}'`).join('')}`;
}

/** Loads a model. Throws `UsageError` for a file that is no model, and for an action or guard that does not exist. */
export async function loadModel(source: ModelSource): Promise<AnyModel> {
  const model =
    source.file === null
      ? (protectedMode(scopes[source.scope]).model as unknown as AnyModel)
      : await imported(source.file);
  return source.without.reduce(withoutNamed, model);
}

async function imported(file: string): Promise<AnyModel> {
  if (!existsSync(file))
    throw new UsageError(`there is no file ${file}; docs/your-own.md has a model to copy`);
  let loaded: { readonly default?: unknown };
  try {
    await loadTypeScript(file);
    loaded = (await import(pathToFileURL(resolve(file)).href)) as typeof loaded;
  } catch (error) {
    throw new UsageError(`cannot load ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const model = loaded.default;
  if (!isModel(model))
    throw new UsageError(
      `the default export of ${file} is no model: use defineModel (docs/your-own.md has one to copy)`,
    );
  return model;
}

/** Compiled, this project runs on plain Node, which reads no TypeScript; from its sources the loader is there. */
async function loadTypeScript(file: string): Promise<void> {
  if (!/\.[cm]?ts$/.test(file) || import.meta.url.endsWith('.ts')) return;
  const { register } = await import('tsx/esm/api');
  register();
}

function isModel(value: unknown): value is AnyModel {
  if (typeof value !== 'object' || value === null) return false;
  return ['name', 'schema', 'initial', 'actions', 'rules'].every((key) => key in value);
}

function withoutNamed(model: AnyModel, name: string): AnyModel {
  const [actionId = '', ...rest] = name.split('/');
  const guard = rest.join('/');
  const action = model.actions.find((a) => a.id === actionId);
  if (action === undefined) {
    const ids = model.actions.map((a) => a.id);
    throw new UsageError(`--without: no action "${actionId}": ${suggestion(actionId, ids)}`);
  }
  if (!action.guards.some((g) => g.name === guard)) {
    const guards = action.guards.map((g) => g.name);
    throw new UsageError(`--without: ${actionId} has no guard "${guard}": ${suggestion(guard, guards)}`);
  }
  return withoutGuard(model, actionId, guard);
}
