/** What must stay out of the transcript, and what the subject gets of our environment. */
import { SECRET_MINIMUM } from '../certifier/evidence/secrets.ts';
import { UsageError } from './exit.ts';

/** Header fields whose values are credentials by their names. */
const CREDENTIALS = /^(authorization|proxy-authorization|cookie)$|key|token|secret/i;

const fromEnvironment = (name: string, option: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new UsageError(`${option} ${name}: there is no such variable in this environment`);
  return value;
};

/** Both `Bearer abc` and `abc`: a subject may repeat the token without its scheme. */
const credentialsIn = ([name, value]: readonly [string, string]): readonly string[] =>
  CREDENTIALS.test(name) ? [value, value.replace(/^\S+\s+/, '')].filter((each) => each.length >= SECRET_MINIMUM) : [];

export function secretsOf(
  values: readonly string[],
  names: readonly string[],
  headers: readonly (readonly [string, string])[],
): readonly string[] {
  const declared = [...values, ...names.map((name) => fromEnvironment(name, '--secret-env'))];
  if (declared.some((secret) => secret.length < SECRET_MINIMUM)) {
    // The message does not repeat it.
    throw new UsageError(`a secret is shorter than ${SECRET_MINIMUM} characters: it cannot be told from other text`);
  }
  return [...new Set([...declared, ...headers.flatMap(credentialsIn)])];
}

export const environmentOf = (
  entries: readonly (readonly [string, string | undefined])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(entries.map(([name, value]) => [name, value ?? fromEnvironment(name, '--env')]));
