/** Values against our own schemas. Interpreted, not compiled: it runs under a policy without eval. */
import { Validator } from '@cfworker/json-schema';

/** A function that says what is wrong first, one line; undefined where nothing is. */
export function problemBy(schema: object): (value: unknown) => string | undefined {
  const validator = new Validator(schema, '2020-12');
  return (value) => {
    if (typeof value !== 'object' || value === null) return 'it is no object';
    const { valid, errors } = validator.validate(value);
    // The last error is the innermost: those before it only say that something inside them is wrong.
    const error = errors.at(-1);
    return valid ? undefined : `${error?.instanceLocation ?? '#'}: ${error?.error ?? 'not as its schema says'}`;
  };
}
