import type { Dynaboot, Options } from "./types.js";

export * from "./types.js";

/**
 * Starts dynaboot. The module is inside this package: nothing is fetched. It is started once, however often this is called.
 *
 * @throws {PolicyError} A policy that is wrong somewhere.
 */
export function load(options?: Options): Promise<Dynaboot>;

/**
 * The same at once. A browser's main thread compiles it from Chrome 114 on; in older ones use `load`.
 *
 * @throws {PolicyError} A policy that is wrong somewhere.
 */
export function loadSync(options?: Options): Dynaboot;
