// What the build generates, for the type checker.
import type { Packed } from "../../../wasm-pkg/npm/element/unpack.js";

/** The element's module, as `unpack` takes it. */
export const module: Packed;
