/** specification/logging.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as levels } from './logging/levels.ts';
import { checks as messages } from './logging/messages.ts';
import { checks as secrets } from './logging/secrets.ts';
import { checks as setLevel } from './logging/set-level.ts';
import { checks as streams } from './logging/streams.ts';

export const checks: Checks = { ...messages, ...levels, ...setLevel, ...streams, ...secrets };
