/** What `build.ts` writes. Hand-written. */
import type { Validator } from './validator.ts';

export declare const messages: {
  readonly '2025-11-25': Readonly<Record<string, Validator>>;
  readonly '2026-07-28': Readonly<Record<string, Validator>>;
};

/** Place of a required member → what is expected there, in words. */
export declare const requiredMembers: Readonly<Record<keyof typeof messages, Readonly<Record<string, string>>>>;
