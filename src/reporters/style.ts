import { styleText } from 'node:util';
import type { Severity } from '../diagnostic.ts';

export type Paint = (text: string) => string;

export interface Style {
  severity: Record<Severity, Paint>;
  bold: Paint;
  /** What frames the text: line numbers, bars. */
  faint: Paint;
}

/** Whether to paint is given; `styleText` must not look for a terminal itself. */
export function style(color: boolean): Style {
  const paint = (format: Parameters<typeof styleText>[0]): Paint =>
    color ? (text) => styleText(format, text, { validateStream: false }) : (text) => text;
  return {
    severity: {
      error: paint(['bold', 'red']),
      warning: paint(['bold', 'yellow']),
      info: paint(['bold', 'cyan']),
    },
    bold: paint('bold'),
    faint: paint('gray'),
  };
}
