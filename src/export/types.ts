import type { Attempt } from './texts.ts';

export interface ExportOptions {
  /** Of the ConfigMap, Secret or service. */
  name: string;
  namespace?: string;
  labels: Record<string, string>;
  /** The Deployment that is to be given the config, and its container. */
  deployment?: string;
  container: string;
  /** Helm values refer to an object of this kind instead of holding the config. */
  existing?: ObjectKind;
  routerFlavor: string;
  /** Environment files for shells. */
  quote: boolean;
}

export type ObjectKind = 'configmap' | 'secret';

/** The two texts of one config; made when asked for. */
export interface ConfigTexts {
  yaml(): Attempt<string>;
  json(): Attempt<string>;
}

export interface Exported {
  text: string;
  /** What one should know who uses it. */
  notes: string[];
}

export interface Target {
  summary: string;
  make(config: ConfigTexts, options: ExportOptions): Attempt<Exported>;
  /** The config in what was made, as its reader finds it; undefined where the text itself is the config. */
  readBack(text: string): string | undefined;
  format: 'yaml' | 'json';
  /** Whether it is as secret as what the config holds, whatever that is. */
  isSecret?: boolean;
}
