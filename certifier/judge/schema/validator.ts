/** What `build.ts` compiles: the functions are those of ajv's standalone code. */

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
