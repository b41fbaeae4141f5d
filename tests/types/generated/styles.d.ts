// The page's styles as text, which a build writes.

export const styles: string;
