/**
 * A place of the message schema: the definition that declares a member, then the member, then what is inside it
 * (`Tool.inputSchema.type`). The items of an array and the values of a map have the place of what holds them.
 */
import { unescapeStep } from './pointer.ts';

/** Keywords whose next step is a member, and those whose next step is a number. */
const MEMBERS = new Set(['properties', 'patternProperties']);
const BRANCHES = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

interface SchemaPath {
  /** The definition, and the members that the path goes through. */
  readonly names: readonly string[];
  /** Whether it ends inside a branch of the keyword `anyOf`. */
  readonly inAnyOf: boolean;
}

/** A path through a definition, as ajv gives it: `Tool/properties/name/type`. A member may be named like a keyword. */
function read(schemaPath: string): SchemaPath {
  const [definition = '', ...steps] = schemaPath.split('/');
  const names = [definition];
  let inAnyOf = false;
  for (let index = 0; index + 1 < steps.length; index += 1) {
    const step = steps[index] ?? '';
    if (MEMBERS.has(step)) {
      names.push(unescapeStep(steps[index + 1] ?? ''));
      index += 1;
    } else if (BRANCHES.has(step)) {
      inAnyOf ||= step === 'anyOf';
      index += 1;
    }
  }
  return { names, inAnyOf };
}

/** The place that a path leads to, or that of a member which is missing there. */
export const placeOf = (schemaPath: string, missing?: string): string => {
  const { names } = read(schemaPath);
  return [...names, ...(missing === undefined ? [] : [missing])].join('.');
};

export const isInAnyOf = (schemaPath: string): boolean => read(schemaPath).inAnyOf;
