/** What other tools, or a person, have still to fill in. References of our own, `${{ … }}`, are none. */

/** No placeholder is longer. */
const LONG = 1000;

/** As envsubst, Helm and their like write it, anywhere in a text or as all of it. */
export const holdsPlaceholder = (text: string): boolean =>
  text.length <= LONG && /\$\{(?!\{)[^{}]+\}|(?<!\$)\{\{.+\}\}|^\$[A-Z_][A-Z\d_]*$/.test(text);

/** Nothing but a placeholder; `<password>` is one, too. */
export const isPlaceholder = (text: string): boolean =>
  /^(?:\$[A-Z_][A-Z\d_]*|\$\{[^{}]+\}|\{\{.+\}\}|<[\w .-]+>)$/.test(text);
