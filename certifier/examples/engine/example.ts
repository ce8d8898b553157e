/** The conforming example of each requirement, as a composition; `accord spec build` writes them to `specification/examples/`. */
import type { Composer } from './compose.ts';

/** Requirement id → its conforming example. */
export type Examples = Readonly<Record<string, () => Composer>>;
