import type { Dynaboot, Options } from "./types.js";

export * from "./types.js";

/**
 * Starts dynaboot from a module that you bring: the file that this package exports as `dynaboot/dynaboot.wasm`.
 *
 * @throws {PolicyError} A policy that is wrong somewhere.
 */
export function load(
  options: Options & {
    /** Its URL, the response to a request for it, its bytes, or the compiled module. */
    wasm: string | URL | Request | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module;
  },
): Promise<Dynaboot>;

/**
 * The same at once.
 *
 * @throws {PolicyError} A policy that is wrong somewhere.
 */
export function loadSync(
  options: Options & {
    /** Its bytes, or the compiled module. */
    wasm: BufferSource | WebAssembly.Module;
  },
): Dynaboot;
