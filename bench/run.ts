/** Usage: npm run bench -- checker | digest | game | mutation | traces [its own options] */
const benches: Readonly<Record<string, string>> = {
  checker: './checker/run.ts',
  digest: './simulator/digest.ts',
  game: './model/game.ts',
  mutation: './model/mutation.ts',
  traces: './traces/run.ts',
};
const [name = ''] = process.argv.splice(2, 1);
const file = benches[name];
if (file === undefined) {
  console.error(`which bench? ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
await import(file);
