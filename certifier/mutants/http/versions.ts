/** specification/http.md: versions in the header and in the body. */
import { at } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import type { Which } from '../engine/asked.ts';
import type { Mutants } from '../engine/mutant.ts';
import { headerOf, KNOWN_VERSION, statusOf, VERSION } from './asked.ts';

const namesUnknownVersion: Which = ({ headers }) => {
  const version = headerOf(headers, 'MCP-Protocol-Version');
  return version !== undefined && !KNOWN_VERSION.test(version);
};

export const mutants: Mutants = {
  /** The version in the header is not looked at. */
  'http.version-header.unsupported': serveAnyway(namesUnknownVersion),

  /** A request without the header is taken for one of the time before there was any. */
  'http.version.absent-header-rejected': serveAnyway(
    ({ method, headers }) => method !== 'initialize' && headerOf(headers, 'MCP-Protocol-Version') === undefined,
  ),

  /** The refusal of a version is an answer like any other. */
  'http.version.unsupported': statusOf(
    ({ params, headers }) => {
      const version = String(at(params, '_meta', VERSION));
      return !KNOWN_VERSION.test(version) && headerOf(headers, 'MCP-Protocol-Version') === version;
    },
    400,
    200,
  ),
};
