/** What a check is. A check is pure: no I/O, no clock, no randomness; the same view gives the same findings for ever. */
import type { Finding } from '../../report/report.ts';
import type { View } from './view.ts';

export interface Sink {
  /** The requirement applied here, and was looked at. A check that examined nothing passes nothing. */
  examined(): void;
  /** It is broken here. */
  finding(finding: Finding): void;
}

export type Check = (view: View, sink: Sink) => void;

/** Requirement id → its check. One such table per topic, in the module named after the specification file. */
export type Checks = Readonly<Record<string, Check>>;
