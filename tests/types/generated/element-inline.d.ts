// The element's module as text, which a build writes.

/** Every letter stands for the byte that is its last one. */
export const module: string;
