// The package's version as text, which a build writes.

export const version: string;
