/** specification/logging.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as levels } from './logging/levels.ts';
import { examples as messages } from './logging/messages.ts';
import { examples as streams } from './logging/streams.ts';

export const examples: Examples = { ...messages, ...levels, ...streams };
