/** What has to change in a config so that a node loads it as it is (docs/kong/transform.md section 6). */
import { type Entry, pathOf } from '../config/entries.ts';
import type { DocumentFound, Judged } from '../config/judge.ts';
import type { Edit } from '../document/edit.ts';
import { passwordDigest } from './basic-auth.ts';
import { certificateEdits } from './certificates.ts';
import { consumerOf, idOfConsumer } from './consumers.ts';
import { Earlier } from './earlier.ts';
import { hashSecrets } from './hash-secrets.ts';
import { idPin, nameField, pins } from './pins.ts';
import { clientSecrets, oddities, passwords, type Secret } from './secrets.ts';
import { StableIds } from './stable-ids.ts';
import type { Note, Subject } from './subject.ts';

export interface PlanOptions {
  /** Also write out what Kong would draw at random. */
  pin?: boolean;
  /** An earlier output: digests that still match stay, and so does what was drawn. */
  earlier?: Judged;
  /** Told as slow digests are made. */
  onProgress?(done: number, all: number): void;
}

export interface Plan {
  edits: Edit[];
  notes: Note[];
  /** What is odd about the secrets; nothing that keeps the plan from being carried out. */
  found: DocumentFound[];
}

/** For a valid config without `_transform: false`. */
export async function plan(subject: Subject, options: PlanOptions = {}): Promise<Plan> {
  const { judged, registry } = subject;
  const [plain, clients] = [passwords(judged), clientSecrets(judged)];
  const needsIds = options.pin || clients.length > 0;
  const ids = needsIds ? new StableIds(judged, registry) : undefined;
  const earlier = options.earlier && new Earlier(options.earlier, registry);
  const certificates = certificateEdits(subject);
  const consumers = new Set<Entry>();
  const hashed = passwordEdits(plain, subject, consumers);
  const fixed = consumerEdits(consumers, subject);
  let edits: Edit[] = [
    { path: ['_transform'], value: false, beside: '_format_version' },
    ...certificates.edits,
    ...hashed,
    ...fixed.edits,
    ...(await secretEdits(clients, ids, earlier, options)),
  ];
  if (options.pin) {
    const known = new Set(edits.map(({ path }) => path.join('\0')));
    edits = [...edits, ...pins(subject, ids!, earlier).filter(({ path }) => !known.has(path.join('\0')))];
  }
  return { edits, notes: [...certificates.notes, ...fixed.notes], found: oddities([...plain, ...clients]) };
}

/** Each with the id of its consumer, which is noted. */
function passwordEdits(plain: readonly Secret[], { judged }: Subject, consumers: Set<Entry>): Edit[] {
  return plain.flatMap(({ entry, plain: password }): Edit[] => {
    const consumer = consumerOf(entry, judged.lookup);
    if (!consumer) return [];
    consumers.add(consumer);
    return [
      { path: [...pathOf(entry), 'password'], value: passwordDigest(password, idOfConsumer(consumer)) },
    ];
  });
}

/** The ids that digests were made with, where they are not written yet. */
function consumerEdits(
  consumers: ReadonlySet<Entry>,
  { judged, registry, label }: Subject,
): Pick<Plan, 'edits' | 'notes'> {
  const edits: Edit[] = [];
  const notes: Note[] = [];
  const fixed = new Set<Entry>();
  for (const consumer of consumers) {
    if (typeof consumer.value.id === 'string') continue;
    const path = [...pathOf(consumer), 'id'];
    const id = idOfConsumer(consumer);
    edits.push({ path, value: id, beside: nameField(consumer) });
    if (consumer.id !== undefined) continue;
    fixed.add(consumer);
    notes.push({
      path,
      message: `${label(consumer)} has no username, so Kong would draw its id: it gets ${id}`,
    });
  }
  return { edits: [...edits, ...repeatedChildren(fixed, judged, registry)], notes };
}

/**
 * A consumer with a random id may have two children that differ in nothing; with a fixed one, Kong would derive one
 * id for both. The later ones get ids of their own.
 */
function repeatedChildren(
  consumers: ReadonlySet<Entry>,
  judged: Judged,
  registry: Subject['registry'],
): Edit[] {
  if (consumers.size === 0) return [];
  const seen = new Set<string>();
  let ids: StableIds | undefined;
  return judged.entries.flatMap((entry) => {
    const { type, value, parent } = entry;
    if (!parent || !consumers.has(parent) || !type.cacheKey || entry.id !== undefined) return [];
    const key = JSON.stringify([
      parent.ordinal,
      type.name,
      ...type.cacheKey.map((field) => value[field] ?? ''),
    ]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return idPin(entry, (ids ??= new StableIds(judged, registry)));
  });
}

async function secretEdits(
  secrets: readonly Secret[],
  ids: StableIds | undefined,
  earlier: Earlier | undefined,
  { onProgress }: PlanOptions,
): Promise<Edit[]> {
  const digests = await hashSecrets(
    secrets.map(({ plain }) => plain),
    { earlier: secrets.map(({ entry, field }) => earlier?.text(ids?.of(entry), [field])), onProgress },
  );
  return secrets.map(({ entry, field }, index) => ({
    path: [...pathOf(entry), field],
    value: digests[index]!,
  }));
}
