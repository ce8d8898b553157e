/**
 * A place of the message schema: the definition that declares a member, then the member, then what is inside it
 * (`Tool.inputSchema.type`). The items of an array and the values of a map have the place of what holds them.
 */
import { unescapeStep } from './pointer.ts';

/** Keywords whose next step is a member, and those whose next step is a number. */
const MEMBERS = new Set(['properties', 'patternProperties']);
const BRANCHES = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** The place that a path through a definition leads to: `Tool/properties/name/type` to `Tool.name`. */
export function placeOf(schemaPath: string, missing?: string): string {
  const [definition = '', ...steps] = schemaPath.split('/');
  const names = [definition];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] ?? '';
    if (MEMBERS.has(step) && index + 1 < steps.length) {
      names.push(unescapeStep(steps[index + 1] ?? ''));
      index += 1;
    } else if (BRANCHES.has(step)) {
      index += 1;
    }
  }
  if (missing !== undefined) names.push(missing);
  return names.join('.');
}
