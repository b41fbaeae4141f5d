// The glue of the element's module, which a build generates.

/** A planner in an element of a page. Each of its answers is JSON, and nothing while it rests. */
export class Planner {
  constructor(place: Element, changed: () => void);
  /** Lays an organisation's policy over the built-in one; an empty text takes it away again. */
  lay(policy: string): void;
  /** Takes over what the page says. */
  settle(settings: string): void;
  choices(): string | undefined;
  verdict(): string | undefined;
  /** The verdict in a sentence, which is no JSON. */
  sentence(): string | undefined;
  report(): string | undefined;
  assess(): string | undefined;
  reset(): void;
  /** Shows nothing any more, and forgets what was entered. */
  rest(): void;
  /** Ends, and leaves its element empty. */
  end(): void;
}

/** Holds a signature against the bytes of a policy. */
export function verifyPolicy(bytes: Uint8Array, signature: string, key: string): void;

/** Makes an instance of the module. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): { memory: WebAssembly.Memory };
