// `dynaboot completion`: what a shell needs to complete commands, options and formats. It is made of the commands themselves.

import { OPTIONS } from "./options.js";
import { Refusal } from "./refusal.js";
import { closest, list } from "./words.js";

/** @import { Table } from "./commands.js" */

export const SHELLS = ["bash", "zsh", "fish"];
/** @typedef {ReturnType<typeof commandsOf>[number]} Command */

/** Options that name a file or a directory. */
const PATHS = ["policy", "policy-key", "out"];

/**
 * @param {[string]} shells
 * @param {Table} table All commands, this one among them.
 * @returns {Promise<number>} The exit code.
 */
export async function completion([shell], table) {
  /** @type {Record<string, (commands: Command[]) => string>} */
  const scripts = { bash, zsh, fish };
  if (!Object.hasOwn(scripts, shell)) {
    const near = closest(shell, SHELLS);
    throw new Refusal(`there is no completion for that shell; ${near ? `did you mean \`${near}\`?` : `there are ${list(SHELLS)}`}`);
  }
  process.stdout.write(scripts[shell](commandsOf(table)));
  return 0;
}

/** @param {Table} table */
const commandsOf = (table) =>
  Object.entries(table).map(([name, { help, takes }]) => ({
    name,
    about: help.split("\n\n")[1].split(/[.:;]/)[0].replace(/\s+/g, " ").replaceAll("'", "’"),
    options: [...takes.options, "help"],
    formats: takes.formats ?? [],
    known: takes.words?.known ?? [],
    files: takes.words?.what === "file" || takes.words?.what === "policy",
  }));

/** @param {Command[]} commands */
function bash(commands) {
  const names = commands.map(({ name }) => name);
  const cases = commands.map(({ name, options, formats, known, files }) => {
    const words = [...options.map((option) => `--${option}`), ...known].join(" ");
    return [
      `    ${name})`,
      ...(formats.length > 0
        ? [`      if [ "$before" = --format ]; then COMPREPLY=($(compgen -W '${formats.join(" ")}' -- "$word")); return; fi`]
        : []),
      `      COMPREPLY=($(compgen -W '${words}' -- "$word"))`,
      ...(files ? ['      case $word in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac'] : []),
      "      ;;",
    ].join("\n");
  });
  return `# dynaboot's completion for bash: dynaboot completion bash > ~/.local/share/bash-completion/completions/dynaboot
_dynaboot() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W '${names.join(" ")} --help --version' -- "$word")); return; fi
  case $before in ${PATHS.map((name) => `--${name}`).join("|")}) COMPREPLY=($(compgen -f -- "$word")); return ;; esac
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
  esac
}
complete -o filenames -F _dynaboot dynaboot
`;
}

/** @param {Command[]} commands */
function zsh(commands) {
  const cases = commands.map(({ name, options, formats, known, files }) => {
    const specs = options.map((option) => {
      if (OPTIONS[option].type === "boolean") return `'--${option}'`;
      if (option === "format") return `'--format:format:(${formats.join(" ")})'`;
      return `'--${option}:${option}:${PATHS.includes(option) ? "_files" : ""}'`;
    });
    const first = known.length > 0 ? [`'1:${name}:(${known.join(" ")})'`] : [];
    return `    ${name}) _arguments ${[...specs, ...first, ...(files ? ["'*:file:_files'"] : [])].join(" ")} ;;`;
  });
  return `#compdef dynaboot
# dynaboot's completion for zsh: put it as _dynaboot into a directory of your fpath
_dynaboot() {
  local -a commands
  commands=(${commands.map(({ name, about }) => `'${name}:${about}'`).join(" ")})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = _dynaboot ]; then _dynaboot "$@"; else compdef _dynaboot dynaboot; fi
`;
}

/** @param {Command[]} commands */
function fish(commands) {
  const lines = commands.flatMap(({ name, about, options, formats, known, files }) => {
    const seen = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c dynaboot -n __fish_use_subcommand -f -a ${name} -d '${about}'`,
      ...options.map((option) => {
        if (OPTIONS[option].type === "boolean") return `complete -c dynaboot ${seen} -l ${option}`;
        if (option === "format") return `complete -c dynaboot ${seen} -l format -x -a '${formats.join(" ")}'`;
        return `complete -c dynaboot ${seen} -l ${option} ${PATHS.includes(option) ? "-r -F" : "-x"}`;
      }),
      ...(known.length > 0 ? [`complete -c dynaboot ${seen} -a '${known.join(" ")}'`] : []),
      ...(files ? [] : [`complete -c dynaboot ${seen} -f`]),
    ];
  });
  return `# dynaboot's completion for fish: dynaboot completion fish > ~/.config/fish/completions/dynaboot.fish\n${lines.join("\n")}\n`;
}
