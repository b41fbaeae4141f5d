// The module as text, which a build writes.

/** In base64. */
export const wasm: string;
