import { suggestion } from '../cli/nearest.ts';

/** Usage: npm run bench -- NAME [its own options]. Each file says on top what it measures and what it takes. */
const benches: Readonly<Record<string, string>> = {
  adequacy: './explore/adequacy.ts',
  checker: './checker/run.ts',
  cures: './explore/cures.ts',
  delays: './explore/delays.ts',
  digest: './simulator/digest.ts',
  game: './model/game.ts',
  leak: './leak/run.ts',
  mutation: './model/mutation.ts',
  pages: './pages/run.ts',
  shrink: './shrink/run.ts',
  simulator: './simulator/run.ts',
  traces: './traces/run.ts',
};
const [name = ''] = process.argv.splice(2, 1);
const file = benches[name];
if (file === undefined) {
  const names = Object.keys(benches);
  console.error(`${name === '' ? 'which bench?' : `no bench "${name}":`} ${suggestion(name, names)}`);
  process.exit(2);
}
await import(file);
