/** What the reader wrote, kept in this browser and nowhere else. A browser that keeps nothing is no fault. */
import { MOST_CHARACTERS } from './read-rule.ts';
import { STEPS } from './steps.ts';

const KEY = 'accord-repair-a-server/1';

export type Texts = Readonly<Record<string, string>>;

/** Of what was kept, only the texts of steps that exist. */
export function textsIn(kept: string | null): Texts {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? '{}');
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    STEPS.flatMap(({ name }) => {
      const text = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      return typeof text === 'string' && text.length <= MOST_CHARACTERS ? [[name, text]] : [];
    }),
  );
}

export function kept(): Texts {
  try {
    return textsIn(localStorage.getItem(KEY));
  } catch {
    return {};
  }
}

export function keep(texts: Texts): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(texts));
  } catch {
    // It is only a convenience.
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
