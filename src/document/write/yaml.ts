/** Trees as YAML in one layout: blocks, two spaces for each level, comments where they belong. */

import { treeOfRaw } from '../tree/from-value.ts';
import {
  type Comment,
  ListTree,
  MapTree,
  type Member,
  type Plain,
  Raw,
  type Scalar,
  Shared,
  type Tree,
  type TreeDocument,
  unshared,
} from '../tree/tree.ts';
import { above, isCollection, isFilled } from './above.ts';
import { inFlow } from './flow.ts';
import { Output } from './output.ts';
import { isCertain, literal, scalarText } from './scalar-text.ts';
import { Unwritable } from './unwritable.ts';

/** A key longer than 1,024 characters needs a question mark. */
const LONGEST_KEY = 1000;
const ASTERISK = 42;
const MERGE = '<<';

/** Throws `Unwritable` for what YAML has no text for. */
export function writeYaml({ root, header, bare, merges }: TreeDocument): string {
  return new YamlWriter(bare, merges).document(root, header);
}

class YamlWriter {
  private readonly out = new Output();
  private readonly known = new Set<Shared>();
  private readonly keys = new Map<Tree, string>();
  private readonly bare: boolean;
  private readonly merges: boolean;

  constructor(bare = false, merges: boolean) {
    this.bare = bare;
    this.merges = merges;
  }

  document(root: Tree, header: readonly Comment[]): string {
    this.comments(header, '', true);
    const tree = unshared(root);
    if (header.length > 0) this.out.put('\n');
    if (root instanceof Shared) this.out.put(`${this.anchor(root)}\n`);
    if (isFilled(tree)) this.members(tree, '', false);
    else {
      this.scalar(tree, '', undefined);
      if (isCollection(tree) && tree.tail) this.comments(tree.tail, '', false);
    }
    return this.out.toString();
  }

  /** `inLine`: the first one continues the line that a dash started. */
  private members(tree: ListTree | MapTree, indent: string, inLine: boolean): void {
    const isList = tree instanceof ListTree;
    const { members } = tree;
    for (let index = 0; index < members.length; index++) {
      const member = members[index]!;
      if (isList) tree.arrange?.(member.value);
      if (!inLine || index > 0) {
        this.lead(member, isList, indent, index === 0);
        this.out.put(indent);
      }
      if (isList) this.item(member, indent);
      else this.entry(member, indent);
    }
    if (tree.tail) this.comments(tree.tail, indent, false);
  }

  /** The lines above a member. */
  private lead(member: Member, isList: boolean, indent: string, isFirst: boolean): void {
    const comments = this.bare ? undefined : above(member, isList);
    if (comments) this.comments(comments, indent, isFirst);
    if (member.gap && (!isFirst || comments)) this.out.put('\n');
  }

  private entry(member: Member, indent: string): void {
    const key = this.key(member.key ?? null);
    if (key.length > LONGEST_KEY || isCollection(unshared(member.key ?? null)))
      this.out.put(`? ${key}\n${indent}:`);
    else {
      this.out.put(key);
      this.out.put(key.charCodeAt(0) === ASTERISK ? ' :' : ':');
    }
    this.value(member, indent);
  }

  private value(member: Member, indent: string): void {
    if (typeof member.value !== 'object') {
      this.out.put(' ');
      this.scalar(member.value, indent, member.behind);
      return;
    }
    if (member.value instanceof Raw) {
      this.raw(member.value, indent);
      return;
    }
    const tree = this.unwrapped(member.value);
    if (tree === undefined) this.endLine(member.behind);
    else if (isFilled(tree)) {
      this.endLine(member.behind);
      this.members(tree, deeper(indent), false);
    } else {
      this.out.put(' ');
      this.scalar(tree, indent, member.behind);
    }
  }

  /** A list of scalars is written as it is; of anything else a tree is made, and dropped again. */
  private raw(raw: Raw, indent: string): void {
    const { value } = raw;
    const inner = deeper(indent);
    if (isScalarList(value)) {
      this.out.put('\n');
      for (const item of value) {
        this.out.put(inner);
        this.out.put('- ');
        this.scalar(item, inner, undefined);
      }
      return;
    }
    const tree = treeOfRaw(raw);
    this.out.put(tree.members.length > 0 ? '\n' : ' ');
    if (tree.members.length > 0) this.members(tree, inner, false);
    else this.scalar(tree, indent, undefined);
  }

  private item(member: Member, indent: string): void {
    this.out.put('-');
    const isShared = member.value instanceof Shared;
    const tree = this.unwrapped(member.value);
    if (tree === undefined) this.endLine(member.behind);
    else if (isFilled(tree)) {
      this.out.put(isShared ? '\n' : ' ');
      this.members(tree, deeper(indent), !isShared);
    } else {
      this.out.put(' ');
      this.scalar(tree, indent, member.behind);
    }
  }

  /** Writes the anchor of a shared value, or the alias if it is written already: then nothing is left to write. */
  private unwrapped(tree: Tree): Plain | undefined {
    if (!(tree instanceof Shared)) return unshared(tree);
    const isKnown = this.known.has(tree);
    this.out.put(` ${this.anchor(tree)}`);
    return isKnown ? undefined : unshared(tree);
  }

  private anchor(tree: Shared): string {
    if (this.known.has(tree)) return `*${tree.name}`;
    this.known.add(tree);
    return `&${tree.name}`;
  }

  private scalar(tree: Plain, indent: string, behind: Comment | undefined): void {
    const block = typeof tree === 'string' && !isCertain(tree) ? literal(tree) : undefined;
    if (!block) {
      const text = tree instanceof MapTree ? '{}' : tree instanceof ListTree ? '[]' : scalarText(tree);
      this.out.put(text);
      this.endLine(behind);
      return;
    }
    this.out.put(block.header);
    this.endLine(behind);
    for (const line of block.lines) this.out.put(line === '' ? '\n' : `${indent}  ${line}\n`);
  }

  private key(key: Tree): string {
    if (key instanceof Shared) {
      const anchor = this.anchor(key);
      return anchor.startsWith('*') ? anchor : `${anchor} ${inFlow(key.value)}`;
    }
    let text = this.keys.get(key);
    if (text === undefined) {
      if (key === MERGE && !this.merges) throw new Unwritable('YAML', 'a key called "<<"');
      text = isCollection(key) ? inFlow(key) : key === MERGE ? MERGE : scalarText(key as Scalar);
      this.keys.set(key, text);
    }
    return text;
  }

  private comments(comments: readonly Comment[], indent: string, isFirst: boolean): void {
    for (let index = 0; index < comments.length; index++) {
      const { text, gap } = comments[index]!;
      if (gap && !(isFirst && index === 0)) this.out.put('\n');
      this.out.put(`${indent}${text}\n`);
    }
  }

  private endLine(behind: Comment | undefined): void {
    this.out.put(behind ? ` ${behind.text}\n` : '\n');
  }
}

function isScalarList(value: object): value is Scalar[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (const item of value) if (typeof item === 'object' && item !== null) return false;
  return true;
}

const INDENTS = [''];

/** Two spaces more; always the same string. */
function deeper(indent: string): string {
  const level = indent.length / 2 + 1;
  while (INDENTS.length <= level) INDENTS.push(' '.repeat(2 * INDENTS.length));
  return INDENTS[level]!;
}
