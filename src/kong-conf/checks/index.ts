import type { Finding } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { certificateFiles, certificates } from './certificates.ts';
import { enums } from './enums.ts';
import { files } from './files.ts';
import { listen } from './listen.ts';
import { lists } from './lists.ts';
import { nginxSizes } from './nginx-sizes.ts';
import { numbers } from './numbers.ts';
import { role } from './role.ts';
import { surprises } from './surprises.ts';
import { texts } from './texts.ts';

/** The texts that values were made of, where something set them. */
export type Written = ReadonlyMap<string, string | undefined>;

export type Check = (conf: Reading, written: Written) => Finding[];

/** Everything that is looked at once the values are known. */
export const checks: readonly Check[] = [
  enums,
  numbers,
  listen,
  lists,
  texts,
  role,
  certificates,
  nginxSizes,
  surprises,
];

/** What needs the files of the node. */
export const checksOfFiles: readonly Check[] = [certificateFiles, files];
