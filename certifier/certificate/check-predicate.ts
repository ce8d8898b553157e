/** Whether a value is a certificate as `certificate.schema.json` says. Interpreted, not compiled: it runs under a policy without eval. */
import { Validator } from '@cfworker/json-schema';
import schema from './certificate.schema.json' with { type: 'json' };

const validator = new Validator(schema as object, '2020-12');

/** What is wrong first, one line; undefined where nothing is. */
export function predicateProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it is no object';
  const { valid, errors } = validator.validate(value);
  // The last error is the innermost: those before it only say that something inside them is wrong.
  const error = errors.at(-1);
  return valid ? undefined : `${error?.instanceLocation ?? '#'}: ${error?.error ?? 'not as its schema says'}`;
}
