/** A walk over tokens, with those that are only marks on the row of another. */

import { Problem } from '../problem.ts';
import * as T from './tokens.ts';

export class TokenCursor {
  protected readonly tokens: T.Tokens;
  /** What ended the tokens too early. */
  protected readonly scanError: Problem | undefined;
  protected at = 0;
  /** Where the last thing with a source ended. */
  protected lastEnd = 0;
  /** The token under the cursor, the marks that are still to come on it. */
  private pending: number;

  constructor(tokens: T.Tokens, scanError: Problem | undefined) {
    this.tokens = tokens;
    this.scanError = scanError;
    this.pending = tokens.kind[0]!;
  }

  /** The kind of the token under the cursor, counting those that belong before it. */
  protected peek(): number {
    const pending = this.pending;
    if (pending < T.KEY_BEFORE) return pending & T.TOKEN;
    return pending & T.MAP_OPEN_BEFORE ? T.MAP_OPEN : T.KEY;
  }

  protected take(): void {
    if (this.pending & T.MAP_OPEN_BEFORE) this.pending &= ~T.MAP_OPEN_BEFORE;
    else if (this.pending & T.KEY_BEFORE) this.pending &= ~T.KEY_BEFORE;
    else {
      const kind = this.pending;
      if (kind === T.ITEM || kind === T.VALUE || kind === T.KEY || kind === T.TAG || kind === T.ANCHOR) {
        this.lastEnd = this.tokens.end[this.at]!;
      }
      if (this.at + 1 < this.tokens.count) this.pending = this.tokens.kind[++this.at]!;
    }
  }

  /** A finding at the token under the cursor; what ended the tokens comes first. */
  protected unexpected(what: string, help: string, opened = -1): Problem {
    const start = this.tokens.start[this.at]!;
    if (this.scanError && (this.peek() === T.END || this.scanError.start === start)) return this.scanError;
    const end = Math.max(this.tokens.end[this.at]!, start + 1);
    const note = opened < 0 ? undefined : { message: 'it starts here', start: opened, end: opened + 1 };
    return new Problem(start, end, `there is ${what} here`, help, note);
  }
}
