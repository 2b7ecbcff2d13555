/**
 * The smallest bounds that some driver can keep, in tick periods: FAIR-EXIT's (FE-a, FE-b, FE-c), BOUNDED-RESIDENCE's
 * and SERVED's, each by itself with all other rules kept, and all of them together. A handshake of the firmware (an
 * acknowledgement, an exit) may take `patience` periods, which is what T of FAIR-EXIT stands for.
 * Usage: npx tsx bench/model/bounds.ts [--patience 0,1,2] [--game "an equal group waits"] [--json]
 */
import { parseArgs } from 'node:util';
import { explore } from '../../model/checker/mutate-kills.ts';
import { gameCases, limitsFor, normativeGuards } from '../../model/protected-mode/game.ts';
import { boundedIds, boundsOf } from '../../model/protected-mode/game-bounds.ts';
import { protectedMode, small } from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    patience: { type: 'string', default: '0,1,2' },
    game: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const free = normativeGuards(explore(protectedMode(small).model));
const rows = [];
for (const [game, one] of Object.entries(gameCases)) {
  if (!game.endsWith('group waits') || (values.game !== undefined && game !== values.game)) continue;
  for (const patience of values.patience.split(',').map(Number)) {
    // It counts to one more than what is late at the residence limit by a whole handshake.
    const limits = { ...limitsFor(patience), unservedTicks: 3, exitTicks: patience + 1 };
    const asked = boundsOf(one, limits, free, { patience, speed: 'late' });
    const bounds = new Map<(typeof boundedIds)[number], number>();
    for (const id of boundedIds) {
      const ticks = asked.smallest(id);
      if (ticks !== null) bounds.set(id, ticks);
    }
    const { residenceTicks } = limits;
    const row = {
      game,
      patience,
      residenceTicks,
      bounds: Object.fromEntries(bounds),
      together: asked.canKeep(bounds),
    };
    rows.push(row);
    if (values.json) continue;
    const each = boundedIds.map((id) => `${id} ${bounds.get(id) ?? 'more than is counted'}`).join(', ');
    console.log(
      `${game}, patience ${patience}, residence limit ${residenceTicks}: ${each}; together: ${row.together ? 'yes' : 'no'}`,
    );
  }
}
if (values.json) console.log(JSON.stringify(rows, null, 1));
