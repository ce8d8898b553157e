/** specification/base.md: what a server does without a capability of its client. */
import { refusedCalls } from '../engine/answered.ts';
import { replyTo } from '../engine/bare.ts';
import type { Checks } from '../engine/check.ts';
import { at, isObject, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { META_CAPABILITIES } from '../engine/refusals.ts';
import type { View } from '../engine/view.ts';
import { isOfView } from './readers.ts';

const MISSING_CAPABILITY = -32021;

/** The tool of the fixture contract that cannot do without sampling. */
const NEEDS_SAMPLING = 'test_missing_capability';

const refusedForCapability = (view: View): readonly Call[] =>
  refusedCalls(view).filter((call) => isOfView(view, call) && errorCode(call) === MISSING_CAPABILITY);

const capabilitiesOf = ({ meta }: Call): unknown => meta[META_CAPABILITIES];

export const checks: Checks = {
  'base.capabilities.missing-error': (view, sink) => {
    for (const call of view.callsTo('tools/call')) {
      const { params, request } = call;
      const declared = capabilitiesOf(call);
      if (params.name !== NEEDS_SAMPLING || !isOfView(view, call)) continue;
      if (!isObject(declared) || member(declared, 'sampling') !== undefined) continue;
      const reply = replyTo(view, call);
      if (reply === undefined) continue;
      sink.examined();
      if (errorCode(call) === MISSING_CAPABILITY) continue;
      sink.finding({
        message: `The tool "${NEEDS_SAMPLING}", which needs sampling, was not refused to a client without it as it must be.`,
        expected: 'the error −32021 (Missing required client capability)',
        actual: reply.words,
        seq: [reply.seq, request.seq],
      });
    }
  },

  'base.capabilities.missing-data': (view, sink) => {
    for (const call of refusedForCapability(view)) {
      const { method, params, error, request, response } = call;
      sink.examined();
      const required = at(error, 'data', 'requiredCapabilities');
      const isNamed = isObject(required) && Object.keys(required).length > 0;
      // Of the one tool it is known what it lacks.
      const lacksSampling = params.name === NEEDS_SAMPLING && member(capabilitiesOf(call), 'sampling') === undefined;
      if (isNamed && (!lacksSampling || member(required, 'sampling') !== undefined)) continue;
      sink.finding({
        message: `The refusal of \`${method}\` does not say which capability of the client is missing.`,
        expected: lacksSampling
          ? '`data.requiredCapabilities`, an object of capabilities with `sampling` among them'
          : '`data.requiredCapabilities`, an object of capabilities such as {"elicitation":{}}',
        actual: required === undefined ? `\`data\`: ${quote(error?.data)}` : quote(required),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  'base.capabilities.missing-status': (view, sink) => {
    for (const { method, exchange, request, response } of refusedForCapability(view)) {
      if (exchange?.response === undefined) continue;
      sink.examined();
      const { status, seq } = exchange.response;
      if (status === 400) continue;
      sink.finding({
        message: `\`${method}\` was refused for want of a capability under another status than 400.`,
        expected: 'status 400',
        actual: `status ${status}`,
        seq: [...(response === undefined ? [] : [response.seq]), seq, request.seq],
      });
    }
  },
};
