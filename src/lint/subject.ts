/** What the rules look at: a valid document, and what is known of the node that it is meant for. */
import { type Entry, type Fields, isFields } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import type { Lookup } from '../config/lookup.ts';
import type { Registry } from '../schema/registry.ts';
import { type Survey, survey } from './survey.ts';

/** Settings of the node (docs/kong/kong-conf.md) on which a rule depends. */
export interface NodeFacts {
  database: string;
  routerFlavor: string;
}

export class Subject {
  readonly document: Fields;
  readonly lookup: Lookup;
  readonly registry: Registry;
  readonly node: NodeFacts;
  /** Seconds since 1970. */
  readonly now: number;
  readonly survey: Survey;
  #enabledRoutes: readonly Entry[] | undefined;

  constructor(judged: Judged, registry: Registry, node: NodeFacts, now: number) {
    this.document = judged.document ?? {};
    this.lookup = judged.lookup;
    this.registry = registry;
    this.node = node;
    this.now = now;
    this.survey = survey(registry.types.values(), judged.lookup);
  }

  /** The entities of a collection, nested ones included. */
  all(collection: string): readonly Entry[] {
    return this.lookup.all(collection);
  }

  /** The entity that a field refers to; the parent, if the entity is nested in it. */
  target(entry: Entry, field: string): Entry | undefined {
    if (entry.parent && entry.parentField === field) return entry.parent;
    const written = entry.value[field];
    if (written === undefined || written === null) return undefined;
    const reference = entry.type.references.find((one) => one.field === field);
    return reference && this.lookup.find(reference.target, written);
  }

  /** An entity before its shorthand fields were replaced. */
  written(entry: Entry): Fields {
    const holder = entry.parent?.value ?? this.document;
    const list = holder[entry.type.name];
    const value = Array.isArray(list) ? list[entry.index] : undefined;
    return isFields(value) ? value : entry.value;
  }

  /** Whether the plugin runs anywhere. */
  isEnabled(plugin: string): boolean {
    return this.survey.plugins.get(plugin)?.some(isEnabled) ?? false;
  }

  /** The routes that the router knows: those of a disabled service are left out. */
  get enabledRoutes(): readonly Entry[] {
    const routes = this.all('routes');
    this.#enabledRoutes ??= this.all('services').every(isEnabled)
      ? routes
      : routes.filter((route) => this.isRouted(route));
    return this.#enabledRoutes;
  }

  isRouted(route: Entry): boolean {
    const service = this.target(route, 'service');
    return !service || isEnabled(service);
  }
}

export const isEnabled = ({ value }: Entry): boolean => value.enabled !== false;
