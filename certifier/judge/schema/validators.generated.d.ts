/** What `build.ts` writes. Hand-written; the functions behind it are those of ajv's standalone code. */

/** One error of ajv, of those members that we read. */
export interface ValidatorError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

export interface Validator {
  (value: unknown): boolean;
  /** Of the last call; null where it found none. */
  readonly errors?: readonly ValidatorError[] | null;
}

export declare const messages: {
  readonly '2025-11-25': Readonly<Record<string, Validator>>;
  readonly '2026-07-28': Readonly<Record<string, Validator>>;
};

/** Place of a required member → what is expected there, in words. */
export declare const requiredMembers: Readonly<Record<keyof typeof messages, Readonly<Record<string, string>>>>;

export declare const metaSchemas: { readonly '2020-12': Validator; readonly 'draft-07': Validator };
