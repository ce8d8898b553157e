/** What `build.ts` writes. Hand-written. */
import type { Validator } from './validator.ts';

export declare const metaSchemas: { readonly '2020-12': Validator; readonly 'draft-07': Validator };
