/** specification/base.md, by section. */
import { probes as capabilities } from './base/capabilities.ts';
import { probes as errors } from './base/errors.ts';
import { probes as messages } from './base/messages.ts';
import { probes as meta } from './base/meta.ts';
import { probes as notifications } from './base/notifications.ts';
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [...messages, ...notifications, ...errors, ...meta, ...capabilities];
