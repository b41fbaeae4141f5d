// The module's glue, which a build generates: what Rust says of its functions, and how wasm-bindgen starts it.

export * from "../../../wasm-pkg/api.js";

type Module = BufferSource | WebAssembly.Module;

/** Compiles the module, or takes a compiled one, and makes an instance of it. */
export default function init(options: { module_or_path: unknown }): Promise<unknown>;

/** The same at once. */
export function initSync(options: { module: Module }): unknown;
