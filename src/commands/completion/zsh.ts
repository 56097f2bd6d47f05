import { allOf, type CommandSpec, type OptionSpec } from './spec.ts';

export function zsh(spec: CommandSpec): string {
  return `#compdef dbless
# zsh completion of dbless: source <(dbless completion zsh), after compinit
${allOf(spec).map(functionOf).join('\n')}
if [[ $funcstack[1] == _dbless ]]; then
  _dbless "$@"
else
  compdef _dbless dbless
fi
`;
}

function functionOf(spec: CommandSpec): string {
  const specs = spec.options.flatMap(optionLines);
  return spec.commands.length > 0 ? choosing(spec, specs) : plain(spec, specs);
}

function plain({ path, argument }: CommandSpec, options: string[]): string {
  const rest =
    argument === undefined ? '*:file:_files' : argument.length > 0 ? `1:word:(${argument.join(' ')})` : '';
  const lines = [...options, ...(rest ? [quoted(rest)] : [])];
  return `${nameOf(path)}() {\n  _arguments -s -S \\\n    ${lines.join(' \\\n    ')}\n}`;
}

function choosing({ path, commands }: CommandSpec, options: string[]): string {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`);
  const cases = commands.map((one) => `        ${one.name}) ${nameOf(one.path)} ;;`);
  return `${nameOf(path)}() {
  local context state line curcontext=$curcontext
  local -a commands=(
${described.join('\n')}
  )
  _arguments -C -s -S \\
    ${[...options, quoted('1: :->command'), quoted('*:: :->rest')].join(' \\\n    ')}
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}`;
}

/** Each flag may be given again. */
function optionLines({ flags, description, takesValue, choices }: OptionSpec): string[] {
  const value = choices ? `:value:(${choices.join(' ')})` : takesValue ? ':value:_files' : '';
  return flags.map((flag) => quoted(`*${flag}[${description.replace(/[\\[\]:]/g, '\\$&')}]${value}`));
}

const nameOf = (path: string): string => ['_dbless', ...path.split(' ').filter(Boolean)].join('_');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
