import { allOf, type CommandSpec, type OptionSpec } from './spec.ts';

export function fish(spec: CommandSpec): string {
  return `# fish completion of dbless: dbless completion fish | source
function __dbless_path
  set -l path
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; or set -a path $word
  end
  echo $path
end
# Whether the words that are no options begin with a command; the words behind it are its arguments.
function __dbless_in
  string match -q -- "$argv[1]*" (__dbless_path)" "
end
function __dbless_at
  test (__dbless_path | string collect) = "$argv[1]"
end
complete -c dbless -e
${allOf(spec).flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, options, argument, commands }: CommandSpec): string[] {
  const at = path === '' ? `__dbless_at ''` : `__dbless_in ${quoted(`${path} `)}`;
  const start = `complete -c dbless -n ${quoted(path === '' || commands.length > 0 ? `__dbless_at ${quoted(path)}` : at)}`;
  return [
    ...commands.map(({ name, summary }) => `${start} -f -a ${name} -d ${quoted(summary)}`),
    ...(argument && argument.length > 0 ? [`${start} -f -a ${quoted(argument.join(' '))}`] : []),
    ...options.map((option) => `${start} ${optionLine(option)}`),
  ];
}

function optionLine({ flags, description, takesValue, choices }: OptionSpec): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = choices ? [`-x -a ${quoted(choices.join(' '))}`] : takesValue ? ['-r -F'] : [];
  return [...names, ...value, `-d ${quoted(description)}`].join(' ');
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
