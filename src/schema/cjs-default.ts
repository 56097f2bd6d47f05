/** The default export of a CommonJS module: Node nests it once more than bundlers do. */
export const cjsDefault = <T>(module: T): T => (module as { default?: T }).default ?? module;
