import type { Dynaboot } from "./face.js";

export * from "./face.js";

/** Starts dynaboot from a module that you bring: the file that this package exports as `dynaboot/dynaboot.wasm`. */
export function load(options: {
  /** Its URL, the response to a request for it, its bytes, or the compiled module. */
  wasm: string | URL | Request | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module;
}): Promise<Dynaboot>;
