import { type OptionSpec, optionSays } from '../args.ts';
import type { Command } from '../command.ts';

/** A script for each shell that completes the commands, their options, and the words that these take. */
export const completions = { bash, zsh, fish } as const;

const PROGRAM = 'protm-check';
const TITLE = `# Completion of ${PROGRAM}, made by \`${PROGRAM} completion\` from the tables of its commands.\n`;

/** What can stand somewhere: words, and names of files. */
interface Place {
  readonly words: readonly string[];
  readonly files: boolean;
}

/** Words that a form lists, `dot|json`; names in capitals stand for something else. */
function placeOf(form: string, words: readonly string[]): Place {
  const parts = form.split(/[|, ]+/).filter((part) => part !== '');
  const listed = parts.filter((part) => /^[a-z]/.test(part));
  const files = parts.some((part) => /FILE|FOLDER|DIR/.test(part));
  return { words: [...new Set([...listed, ...words])], files };
}

const placeOfValue = ({ value = '', words }: OptionSpec): Place => placeOf(value, words?.() ?? []);
const placeOfOperands = ({ operands, words }: Command): Place =>
  placeOf(operands.replaceAll(/\[|\]|\.\.\./g, ' '), words?.() ?? []);

const valued = ({ options }: Command): readonly (readonly [name: string, spec: OptionSpec])[] =>
  Object.entries(options).filter(([, spec]) => spec.type === 'string');

/** A text as one word of bash and zsh, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const list = (words: readonly string[]): string => words.map(quoted).join(' ');

function bash(commands: readonly Command[]): string {
  const values = commands.flatMap((command) =>
    valued(command).map(
      ([name, spec]) => `    ${quoted(`${command.name} --${name}`)}) ${set(placeOfValue(spec))} ;;\n`,
    ),
  );
  const others = commands.map((command) => {
    const { words, files } = placeOfOperands(command);
    const all = [...words, ...Object.keys(command.options).map((name) => `--${name}`), '--help'];
    return `      ${command.name}) ${set({ words: all, files })} ;;\n`;
  });
  return `${TITLE}_protm_check() {
  local current=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local files= word
  local -a known=()
  if [ "$COMP_CWORD" -le 1 ]; then known=(${list(commands.map(({ name }) => name))})
  else case "$command $previous" in
${values.join('')}    *) case "$command" in
${others.join('')}    esac ;;
  esac; fi
  COMPREPLY=()
  for word in "\${known[@]}"; do
    if [[ $word == "$current"* ]]; then COMPREPLY+=("$(printf %q "$word")"); fi
  done
  if [ -n "$files" ]; then
    while IFS= read -r word; do COMPREPLY+=("$(printf %q "$word")"); done < <(compgen -f -- "$current")
  fi
}
complete -F _protm_check ${PROGRAM}
`;
}

const set = ({ words, files }: Place): string => `known=(${list(words)})${files ? ' files=yes' : ''}`;

function zsh(commands: readonly Command[]): string {
  const add = ({ words, files }: Place): string =>
    [...(words.length === 0 ? [] : [`compadd -- ${list(words)}`]), ...(files ? ['_files'] : []), 'true'].join(
      '; ',
    );
  const values = commands.flatMap((command) =>
    valued(command).map(
      ([name, spec]) => `    ${quoted(`${command.name} --${name}`)}) ${add(placeOfValue(spec))} ;;\n`,
    ),
  );
  const others = commands.map((command) => {
    const { words, files } = placeOfOperands(command);
    const all = [...words, ...Object.keys(command.options).map((name) => `--${name}`), '--help'];
    return `      ${command.name}) ${add({ words: all, files })} ;;\n`;
  });
  const described = commands.map(({ name, says }) => quoted(`${name}:${says}`));
  return `#compdef ${PROGRAM}
${TITLE}_protm_check() {
  local -a commands
  commands=(${described.join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${values.join('')}    *) case "$words[2]" in
${others.join('')}    esac ;;
  esac
}
_protm_check "$@"
`;
}

function fish(commands: readonly Command[]): string {
  /** A list of arguments is a text in which spaces part words, so those of a word are escaped. */
  const listed = (words: readonly string[]): string =>
    fishQuoted(words.map((word) => word.replaceAll(/([\\ "'$()[\]{}<>|;&*?#~])/g, '\\$1')).join(' '));
  const lines = commands.flatMap((command) => {
    const here = `complete -c ${PROGRAM} -n ${fishQuoted(`__fish_seen_subcommand_from ${command.name}`)}`;
    const own = placeOfOperands(command);
    return [
      `complete -c ${PROGRAM} -n __fish_use_subcommand -f -a ${command.name} -d ${fishQuoted(command.says)}`,
      ...(own.words.length === 0 && own.files
        ? []
        : [`${here} ${own.files ? '' : '-f '}-a ${listed(own.words)}`]),
      ...Object.entries(command.options).map(([name, spec]) => {
        const place = placeOfValue(spec);
        const value =
          spec.type === 'boolean' ? '' : ` -r${place.files ? '' : ' -f'} -a ${listed(place.words)}`;
        return `${here} -l ${name}${value} -d ${fishQuoted(optionSays(spec))}`;
      }),
    ];
  });
  return `${TITLE}${lines.join('\n')}\n`;
}

const fishQuoted = (text: string): string => `'${text.replaceAll(/(['\\])/g, '\\$1')}'`;
