import type { Command } from '../command.ts';
import { completions } from '../completion/scripts.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';

const shells = Object.keys(completions) as readonly (keyof typeof completions)[];

/** @param commands every command, this one among them: what is completed is read off their tables */
export function completionOf(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    says: 'print what makes a shell complete commands, options and names of `protm-check`',
    operands: shells.join('|'),
    options: {
      json: { type: 'boolean', says: 'instead: every command with its options and their words, as JSON' },
    },
    examples: [
      ['npm run -s completion -- bash > ~/.local/share/bash-completion/completions/protm-check', 'for bash'],
      ['npm run -s completion -- zsh > ~/.zfunc/_protm-check', 'for zsh, where ~/.zfunc is in fpath'],
      ['npm run -s completion -- fish > ~/.config/fish/completions/protm-check.fish', 'for fish'],
    ],
    async run(args, io) {
      const [word, ...rest] = args.operands;
      if (args.flag('json')) {
        if (word !== undefined) throw new UsageError(`--json is for other programs, "${word}" for a shell`);
        io.out(`${JSON.stringify(commands().map(tableOf), null, 2)}\n`);
        return 0;
      }
      if (word === undefined) throw new UsageError(`completion for which shell? ${suggestion('', shells)}`);
      if (rest.length > 0) throw new UsageError(`completion takes one shell, not also "${rest[0]}"`);
      const shell = shells.find((known) => known === word);
      if (shell === undefined)
        throw new UsageError(`no completion for "${word}": ${suggestion(word, shells)}`);
      io.out(completions[shell](commands()));
      return 0;
    },
  };
}

/** A command as other programs read it: what it takes, as the help says it. */
function tableOf({ name, says, operands, words, options }: Command): unknown {
  const specs = Object.entries(options).map(([option, { words: known, ...spec }]) => ({
    name: option,
    ...spec,
    words: known?.() ?? [],
  }));
  return { name, says, operands, words: words?.() ?? [], options: specs };
}
