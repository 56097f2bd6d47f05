import { allOf, type CommandSpec } from './spec.ts';

/** Works from bash 3.2 on, which is what macOS has; needs nothing but what bash brings. */
export function bash(spec: CommandSpec): string {
  const all = allOf(spec);
  return `# bash completion of dbless: source <(dbless completion bash)
_dbless_commands() {
  case $1 in
${rows(all, ({ commands }) => commands.map(({ name }) => name))}
  esac
}
_dbless_options() {
  case $1 in
${rows(all, ({ options }) => options.flatMap(({ flags }) => flags))}
  esac
}
_dbless_arguments() {
  case $1 in
${rows(all, ({ argument = [] }) => argument)}
  esac
}
# What the value of an option can be: nothing where any file can; fails for an option without a value.
_dbless_values() {
  case "$1 $2" in
${values(all)}
    *) return 1 ;;
  esac
}
_dbless() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} path= word words index
  # --format=json is three words to bash.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = && $COMP_CWORD -gt 1 ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word == -* && $word != - ]]; then
      if _dbless_values "$path" "$word" > /dev/null; then
        [[ \${COMP_WORDS[index + 1]} == = ]] && index=$((index + 1))
        index=$((index + 1))
      fi
    elif [[ " $(_dbless_commands "$path") " == *" $word "* ]]; then
      path=\${path:+$path }$word
    fi
  done
  COMPREPLY=()
  if words=$(_dbless_values "$path" "$previous"); then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(_dbless_options "$path")" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$(_dbless_commands "$path") $(_dbless_arguments "$path")" -- "$current"))
  fi
}
complete -o bashdefault -o default -F _dbless dbless
`;
}

/** One case for each command that has any. */
function rows(all: readonly CommandSpec[], wordsOf: (spec: CommandSpec) => readonly string[]): string {
  return all
    .filter((spec) => wordsOf(spec).length > 0)
    .map((spec) => `    '${spec.path}') echo '${wordsOf(spec).join(' ')}' ;;`)
    .join('\n');
}

function values(all: readonly CommandSpec[]): string {
  return all
    .flatMap(({ path, options }) =>
      options
        .filter(({ takesValue }) => takesValue)
        .map(({ flags, choices = [] }) => {
          const patterns = flags.map((flag) => `'${path} ${flag}'`).join(' | ');
          return `    ${patterns}) echo '${choices.join(' ')}' ;;`;
        }),
    )
    .join('\n');
}
