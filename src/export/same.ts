/** Whether two values as the readers give them are one; aliases inside aliases take no more time than their text. */
export function isSame(one: unknown, other: unknown, known = new WeakMap<object, object>()): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  if (known.get(one) === other) return true;
  known.set(one, other);
  const [left, right] = [entriesOf(one), entriesOf(other)];
  if (Array.isArray(one) !== Array.isArray(other) || left.length !== right.length) return false;
  return left.every(([key, value], index) => {
    const [otherKey, otherValue] = right[index]!;
    return isSame(key, otherKey, known) && isSame(value, otherValue, known);
  });
}

const entriesOf = (value: object): [unknown, unknown][] =>
  value instanceof Map ? [...value] : Object.entries(value);
