/** The times that a task tells of itself, and which of two is later. */
import { type JsonObject, member } from '../engine/json.ts';

export const CREATED_AT = 'createdAt';
export const UPDATED_AT = 'lastUpdatedAt';
/** Two notations of one moment may differ in what is left of its second. */
export const PRECISION_MS = 1000;

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/i;

export interface Moment {
  readonly time: number;
  /** It names no zone, and means another moment on each machine: such times are compared with their like alone. */
  readonly isLocal: boolean;
}

export function momentOf(task: JsonObject, name: string): Moment | undefined {
  const [, written, zone] = MOMENT.exec(String(member(task, name))) ?? [];
  if (written === undefined) return undefined;
  const time = Date.parse(`${written}${zone ?? 'Z'}`.toUpperCase());
  return Number.isNaN(time) ? undefined : { time, isLocal: zone === undefined };
}

/** By how much the one is later than the other; nothing where it cannot be told. */
export const laterBy = (one: Moment | undefined, other: Moment | undefined): number =>
  one === undefined || other === undefined || one.isLocal !== other.isLocal ? 0 : one.time - other.time;
