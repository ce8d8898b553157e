/** specification/tasks.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as cancelling } from './tasks/cancelling.ts';
import { checks as capabilities } from './tasks/capabilities.ts';
import { checks as creating } from './tasks/creating.ts';
import { checks as data } from './tasks/data.ts';
import { checks as errors } from './tasks/errors.ts';
import { checks as ids } from './tasks/ids.ts';
import { checks as input } from './tasks/input.ts';
import { checks as keeping } from './tasks/keeping.ts';
import { checks as list } from './tasks/list.ts';
import { checks as looking } from './tasks/looking.ts';
import { checks as related } from './tasks/related.ts';
import { checks as results } from './tasks/results.ts';
import { checks as tools } from './tasks/tools.ts';

export const checks: Checks = {
  ...capabilities,
  ...tools,
  ...creating,
  ...looking,
  ...results,
  ...data,
  ...ids,
  ...input,
  ...keeping,
  ...related,
  ...list,
  ...cancelling,
  ...errors,
};
