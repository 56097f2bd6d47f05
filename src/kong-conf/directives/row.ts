/** How one directive is described: its type, what it is when nothing sets it, what it is for. */

export type Type = 'string' | 'number' | 'boolean' | 'nginx-boolean' | 'list' | 'enum';

export interface Row {
  type: Type;
  /** As text, as a file would say it; absent is unset. */
  default?: string;
  about: string;
  /** What an enum may be. */
  values?: readonly string[];
  /** Bounds of a number; a node does not start outside of them. */
  bounds?: Bounds;
  /** Never shown. */
  sensitive?: true;
}

export interface Bounds {
  min?: number;
  /** Like `min`, the bound itself excluded. */
  above?: number;
  max?: number;
  whole?: true;
  /** A node does not survive its being unset. */
  required?: true;
}

export type Rows = Readonly<Record<string, Row>>;

type Default = string | undefined;
export const unset = undefined;

export const text = (value: Default, about: string): Row => ({ type: 'string', default: value, about });
export const list = (value: Default, about: string): Row => ({ type: 'list', default: value, about });
export const yesNo = (value: Default, about: string): Row => ({ type: 'boolean', default: value, about });
export const onOff = (value: Default, about: string): Row => ({
  type: 'nginx-boolean',
  default: value,
  about,
});
export const number = (value: Default, about: string, bounds?: Bounds): Row => ({
  type: 'number',
  default: value,
  about,
  ...(bounds && { bounds }),
});
export const oneOf = (values: readonly string[], value: Default, about: string): Row => ({
  type: 'enum',
  default: value,
  values,
  about,
});
export const secret = (row: Row): Row => ({ ...row, sensitive: true });
