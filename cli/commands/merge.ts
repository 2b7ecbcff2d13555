import { plural } from '../../properties/plural.ts';
import type { VerifyReport } from '../../properties/verify-report.ts';
import type { Command } from '../command.ts';
import { publish, REPORT_FOLDER } from '../report/publish.ts';
import { notEnded, reporting } from '../report/reporting.ts';
import { search } from '../search.ts';
import { readShards } from '../shards.ts';
import type { TimedRequest } from '../verify-worker.ts';

export const merge: Command = {
  name: 'merge',
  says: 'make one report of what the shards of a search found; the same bytes as without shards',
  operands: '[FILE|FOLDER ...]',
  options: {
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      usual: REPORT_FOLDER,
      says: `where the report is written; ${REPORT_FOLDER}/ unless given`,
    },
    verbose: {
      type: 'boolean',
      says: 'name what was searched and what was not covered, on the terminal too, instead of counting it',
    },
    json: { type: 'boolean', says: 'the report as JSON: the same seed gives the same bytes' },
  },
  examples: [
    ['npm run merge', `the shards in ${REPORT_FOLDER}/shards/`],
    ['npm run merge -- artifacts/', 'all shards below a folder, as a CI collects them'],
  ],
  async run(args, io) {
    const startMs = io.clockMs();
    const paths = args.operands.length > 0 ? args.operands : [`${REPORT_FOLDER}/shards`];
    const folder = args.text('report') ?? REPORT_FOLDER;
    return reporting(folder, notEnded, io, async () => {
      const { request, asked, count } = readShards(paths);
      const report = await search<TimedRequest, VerifyReport>(
        'verify',
        { ...request, seconds: null, journal: null },
        `looking into what ${plural(count, 'shard')} found; Ctrl-C prints what is known until then`,
        io,
      );
      return publish(
        report,
        { folder, json: args.flag('json'), verbose: args.flag('verbose'), asked, startMs },
        io,
      );
    });
  },
};
