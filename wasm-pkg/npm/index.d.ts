import type { Dynaboot } from "./face.js";

export * from "./face.js";

/** Starts dynaboot. The module is inside this package: nothing is fetched. It is started once, however often this is called. */
export function load(): Promise<Dynaboot>;
