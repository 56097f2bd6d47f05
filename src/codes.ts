/** What is to be said about each kind of finding, wherever it occurs: for rules in reports, `--ignore`, explanations. */
import type { Code } from './diagnostic.ts';

export interface CodeEntry {
  /** Names the kind, without a full stop. */
  title: string;
  /** One or two sentences: what it means, what to do. */
  help: string;
  /** An error is what a node refuses; a warning is what it loads and you might regret. */
  level: 'error' | 'warning';
  /** Some of its findings are warnings, though most are errors. */
  alsoWarns?: true;
}

export const codes = {
  'unreadable-file': {
    title: 'A file cannot be read',
    help: 'Nothing could be judged. Check that the file exists, that its name is right and that you may read it.',
    level: 'error',
  },
  'file-too-large': {
    title: 'A file is larger than allowed',
    help: 'It was not read. Raise the limit with --max-size if the file is meant to be that large.',
    level: 'error',
  },
  'not-a-config': {
    title: 'A folder holds no declarative config',
    help: 'No YAML or JSON file with a _format_version was found in it. Name the file itself to have it judged anyway.',
    level: 'error',
  },
  'unknown-file-type': {
    title: 'Kong does not know the type of a file',
    help: 'Kong goes by the end of the name. Let it be .yml, .yaml or .json, in lower case.',
    level: 'error',
  },
  'invalid-encoding': {
    title: 'A file is not in a known encoding',
    help: 'Some bytes are not UTF-8, or not UTF-16 where the file says so. Save the file as UTF-8.',
    level: 'error',
  },
  'syntax-error': {
    title: 'A file is not valid YAML or JSON',
    help: 'Nothing after this place could be understood. Correct it, then judge the file again.',
    level: 'error',
  },
  'not-an-object': {
    title: 'A config is not a map',
    help: 'A declarative config is a map of collections, such as services and routes, that begins with _format_version.',
    level: 'error',
  },
  'too-deep': {
    title: 'A config nests too deep',
    help: 'Lists and maps inside each other end at a limit, and an alias must not contain itself. Nest less.',
    level: 'error',
  },
  'duplicate-key': {
    title: 'A key is written twice',
    help: 'Only the last one counts; the others are dropped in silence. Remove all but one.',
    level: 'warning',
  },
  'ignored-document': {
    title: 'A second document in one file',
    help: 'Kong reads the first document of a YAML file only. Move the others to files of their own, or join them.',
    level: 'warning',
  },
  'surprising-value': {
    title: 'A value is read as something else than it seems to be',
    help: 'What is written means something else to Kong than to most readers. Say it in a way that cannot be mistaken.',
    level: 'warning',
  },
  'unknown-field': {
    title: 'A field that Kong does not know',
    help: 'A node refuses the whole config for it. Look for a typing mistake, a field of another version, wrong indentation.',
    level: 'error',
  },
  'missing-field': {
    title: 'A required field is missing',
    help: 'The entity cannot be without it, and it has no default. Add the field.',
    level: 'error',
  },
  'wrong-type': {
    title: 'A value has the wrong type',
    help: 'The field takes another type: a number in quotes is a string, a single item is no list.',
    level: 'error',
  },
  'invalid-value': {
    title: 'A value that the field does not take',
    help: 'The value has the right type but not the right form, or is none of those allowed.',
    level: 'error',
    alsoWarns: true,
  },
  'out-of-range': {
    title: 'A number is too small or too large',
    help: 'Choose one within the limits that the finding names.',
    level: 'error',
  },
  'invalid-length': {
    title: 'A text or list is too short or too long',
    help: 'Often it is empty where at least one character or item is needed.',
    level: 'error',
  },
  'forbidden-field': {
    title: 'A field must not be set here',
    help: 'Another field of the same entity rules it out. Remove this one, or change the other.',
    level: 'error',
  },
  'invalid-regex': {
    title: 'A regular expression is not valid',
    help: 'The engine that runs it would refuse it. Escape the signs that are meant literally.',
    level: 'error',
  },
  'unverified-regex': {
    title: 'A regular expression could not be checked to the end',
    help: 'It uses what can only be judged by the engine itself. Try it on a node.',
    level: 'warning',
  },
  'invalid-expression': {
    title: 'A route expression that the router does not take',
    help: 'The finding points at the place. Look for a wrong operator, a field that is none, a value of the wrong type.',
    level: 'error',
  },
  'invalid-lua': {
    title: 'A Lua snippet is not valid',
    help: 'A node compiles it when it loads the config, and refuses what does not compile.',
    level: 'error',
  },
  'invalid-certificate': {
    title: 'A certificate or key is not valid',
    help: 'It must be whole, in PEM, and a certificate and its key must belong together.',
    level: 'error',
  },
  'field-combination': {
    title: 'Fields that do not go together',
    help: 'Each is fine by itself. The entity needs one of them, or all, or not both: the finding says which.',
    level: 'error',
    alsoWarns: true,
  },
  'unknown-plugin': {
    title: 'A plugin that the node does not have',
    help: 'Look for a typing mistake. If the plugin is your own, describe it in a folder and name that with --schemas.',
    level: 'error',
    alsoWarns: true,
  },
  'unknown-vault': {
    title: 'A kind of vault that the node does not have',
    help: 'Look for a typing mistake; the finding names those that are known.',
    level: 'error',
    alsoWarns: true,
  },
  'misplaced-entity': {
    title: 'An entity in a place where it cannot nest',
    help: 'Move it to the top level, or into an entity that it belongs to.',
    level: 'error',
  },
  'missing-reference': {
    title: 'A reference leads to nothing',
    help: 'An entity refers to another that the file does not hold. Declare that one, or correct its name.',
    level: 'error',
  },
  'uniqueness-violation': {
    title: 'Two entities share what must be unique',
    help: 'Give one of them another value, or remove it. The finding shows both places.',
    level: 'error',
  },
  'deprecated-field': {
    title: 'A field that is on its way out',
    help: 'It still works, and a later version drops it. Use what replaces it; the finding names that.',
    level: 'warning',
  },
  'random-id': {
    title: 'An id that each node draws for itself',
    help: 'What has neither an id nor a name gets another id at each load and on each node. Write an id, or a name from which Kong derives it.',
    level: 'warning',
  },
  'random-secret': {
    title: 'A key or secret that each node draws for itself',
    help: 'Nobody is told what it is, and it changes at each load or restart. Write it out.',
    level: 'warning',
  },
  'id-only-reference': {
    title: 'A reference that holds by an id only',
    help: 'The id is one that Kong derives from a name, or stands beside a name that is not looked at. Refer by name.',
    level: 'warning',
  },
  'unused-credential': {
    title: 'A credential that no plugin asks for',
    help: 'The plugin that reads it is nowhere enabled. Enable that plugin, or remove the credential.',
    level: 'warning',
  },
  'plaintext-secret': {
    title: 'A secret in plain text that Kong would hash',
    help: 'Whoever reads the file can log in with it. Let dbless transform write the hash that Kong would store.',
    level: 'warning',
  },
  'hashed-twice': {
    title: 'A hash that Kong takes for plain text',
    help: 'Kong hashes it once more when it loads the file, and nobody can log in. Set _transform to false, or write the secret itself.',
    level: 'warning',
  },
  'needs-database': {
    title: 'A plugin that cannot work without a database',
    help: 'The file loads, and requests fail or are not counted. Use what the finding suggests in its place.',
    level: 'warning',
  },
  'expired-ttl': {
    title: 'A ttl that lies in the past',
    help: 'In a file, ttl is the time at which an entity ends, in seconds since 1970. To Kong this one has ended already.',
    level: 'warning',
  },
  'runtime-collection': {
    title: 'Entities that Kong itself makes',
    help: 'A node with a database fills these collections while it runs; from a file they are of no use. Remove them.',
    level: 'warning',
  },
  'protocol-mismatch': {
    title: 'A plugin with none of the protocols of its route',
    help: 'A node with a database refuses the pair; without one it is loaded, and the plugin is not for those requests. Let the protocols meet.',
    level: 'warning',
  },
  'missing-ca-certificate': {
    title: 'A service names an authority that is not there',
    help: 'Its ca_certificates hold an id that no CA certificate of the file has. Add that one, or remove the id.',
    level: 'warning',
  },
  'lost-setting': {
    title: 'A setting that the url of a service takes away',
    help: 'Kong takes protocol, host, port and path from url, whatever is written beside it, and drops what follows "?". Say each thing once.',
    level: 'warning',
  },
  'same-target': {
    title: 'One address as two targets',
    help: 'A target without a port is at port 8000, and so it is the same as one with that port. Keep one of them.',
    level: 'warning',
  },
  'same-match': {
    title: 'Two routes with the same match',
    help: 'Only one of them ever answers, and the file does not say which. Remove one, or let them differ.',
    level: 'warning',
  },
  'unreachable-route': {
    title: 'A route that is never reached',
    help: 'Every request that it matches goes to another route, which the router asks first. Remove it, or make the other more specific.',
    level: 'warning',
  },
  'unmarked-regex': {
    title: 'A path that looks like a regex and is none',
    help: 'Since format 3.0 a path is a regex only with a ~ in front. Without it, Kong looks for the signs themselves.',
    level: 'warning',
  },
  'expired-certificate': {
    title: 'A certificate past its time, or nearly',
    help: 'Kong loads it, and clients or servers that check it break off the connection. Renew it.',
    level: 'warning',
  },
  'uncovered-sni': {
    title: 'A name that its certificate does not hold for',
    help: 'Clients that connect to it are shown a certificate for other names, and refuse it. Use one that covers the name.',
    level: 'warning',
  },
  'hashed-reference': {
    title: 'A reference in a field that Kong hashes',
    help: 'Kong does not resolve it there and hashes its text, so nobody can log in. Write the secret itself, or take it from outside.',
    level: 'warning',
  },
  'unset-variable': {
    title: 'A value from outside that cannot be had',
    help: 'The file refers to a variable or file that is not there, or that the options do not allow. Set it, or allow it.',
    level: 'error',
    alsoWarns: true,
  },
  'stays-nested': {
    title: 'An entity that is valid only where it is',
    help: 'A node accepts it nested, and would refuse it at the top level. It is written where it was, and loaded as before.',
    level: 'warning',
  },
  unwritable: {
    title: 'A value that a format cannot hold',
    help: 'YAML has no way to write the character U+0000, JSON none for keys that are not strings. Write the other format.',
    level: 'error',
  },
  'unknown-directive': {
    title: 'A directive that Kong does not know',
    help: 'A node starts and does not use it. Look for a typing mistake in kong.conf or in the name of a variable.',
    level: 'warning',
  },
  'invalid-directive': {
    title: 'A directive with a value that it does not take',
    help: 'A node does not start with it. Correct the value in kong.conf or in the environment.',
    level: 'error',
  },
  'deprecated-directive': {
    title: 'A directive that is on its way out',
    help: 'It still works, and a later version drops it. Remove it, or use what replaces it.',
    level: 'warning',
  },
  'ignored-line': {
    title: 'A line of kong.conf that is not read',
    help: 'It sets nothing. Write it as name = value, or make it a comment.',
    level: 'warning',
  },
  'unresolved-reference': {
    title: 'A reference to a vault that leads to nothing',
    help: 'A node that cannot resolve it does not start. Set what it refers to, or correct the reference.',
    level: 'warning',
  },
  'nginx-refuses': {
    title: 'A setting that Kong takes and nginx does not',
    help: 'Kong passes it on as it is, and nginx does not start with it.',
    level: 'warning',
  },
  'not-dbless': {
    title: 'The settings are those of a node with a database',
    help: 'Such a node does not take its entities from a declarative config. Set database to off.',
    level: 'warning',
  },
  'repeated-node': {
    title: 'A node is listed more than once',
    help: 'It counts once, where it is named first. Remove the others.',
    level: 'warning',
  },
  'secret-in-clear': {
    title: 'A secret travels in plain text',
    help: 'The config holds secrets and a node is reached by http. Use https, or a vault reference instead of the secret.',
    level: 'warning',
  },
  'node-rejected': {
    title: 'A node refuses the config',
    help: 'The message is the one of the node, shown where its cause is written. Correct the config, then push it again.',
    level: 'error',
  },
  'node-failed': {
    title: 'A node does not hold the config',
    help: 'The message says what the node answered, or why there was no answer. The config itself need not be wrong.',
    level: 'error',
  },
} as const satisfies Record<Code, CodeEntry>;

/** Undefined for a word that is no code. */
export function codeEntry(word: string): CodeEntry | undefined {
  return Object.hasOwn(codes, word) ? codes[word as Code] : undefined;
}

/** What a node refuses cannot be ignored: only a code that warns can. */
export function canBeIgnored({ level, alsoWarns }: CodeEntry): boolean {
  return level === 'warning' || alsoWarns === true;
}
