/** specification/base.md: what a server does without a capability of its client. */
import { isObject } from '../../judge/engine/json.ts';
import { onError } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { statusOf } from '../http/asked.ts';

const MISSING = -32021;

export const mutants: Mutants = {
  /** A client that cannot help is an accident inside. */
  'base.capabilities.missing-error': onError((error) =>
    error.code === MISSING ? { code: -32603, message: 'Internal error' } : undefined,
  ),

  /** What is missing is a list of names. */
  'base.capabilities.missing-data': onError((error) =>
    error.code === MISSING && isObject(error.data) && isObject(error.data.requiredCapabilities)
      ? { ...error, data: { requiredCapabilities: Object.keys(error.data.requiredCapabilities) } }
      : undefined,
  ),

  /** The error is an answer like any other. */
  'base.capabilities.missing-status': statusOf(({ params }) => params.name === 'test_missing_capability', 400, 200),
};
