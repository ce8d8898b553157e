/** specification/base.md: what a server does without a capability of its client. */
import { isObject } from '../../judge/engine/json.ts';
import type { Which } from '../engine/asked.ts';
import { onError, onResponse } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { statusOf } from '../http/asked.ts';

const MISSING = -32021;

const needsSampling: Which = ({ params }) => params.name === 'test_missing_capability';

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
  'base.capabilities.missing-status': statusOf(needsSampling, 400, 200),
};

export const further: Further = {
  'base.capabilities.missing-error': {
    'a status is all that says that something is missing': {
      over: 'streamable-http',
      mutant: onResponse(needsSampling, () => []),
    },
  },
  'base.capabilities.missing-data': {
    'another capability is named': {
      mutant: onError(
        (error) =>
          error.code === MISSING ? { ...error, data: { requiredCapabilities: { elicitation: {} } } } : undefined,
        needsSampling,
      ),
    },
  },
};
