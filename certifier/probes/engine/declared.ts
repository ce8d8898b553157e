/** What our client declares that it can be asked for, where a probe wants to be asked. */
import type { JsonObject } from './reply.ts';

/**
 * `all`: each mode and each part by name. `least`: the capabilities as empty objects, which stand for forms and plain messages. `pages`:
 * elicitation alone, and no forms.
 */
export type Declared = 'all' | 'least' | 'pages';

export const DECLARED: Readonly<Record<Declared, JsonObject>> = {
  all: {
    elicitation: { form: {}, url: {} },
    sampling: { tools: {}, context: {} },
    roots: { listChanged: true },
  },
  least: { elicitation: {}, sampling: {}, roots: {} },
  pages: { elicitation: { url: {} } },
};
