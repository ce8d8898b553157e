/** Links to resources: where they stand in results, and where they lead. */
import { at, isObject, type Json, type JsonObject } from '../../judge/engine/json.ts';
import type { Asked } from './asked.ts';

const NOWHERE = 'test://accord/nowhere';

/** The error of a resource that does not exist, in the revision of the request. */
export const notFound = ({ params }: Asked): JsonObject => ({
  code: at(params, '_meta', 'io.modelcontextprotocol/protocolVersion') === undefined ? -32002 : -32602,
  message: 'Resource not found',
});

/** A link leads here; other content stays. */
const leadingTo =
  (uri: string) =>
  (content: Json | undefined): Json =>
    isObject(content) && content.type === 'resource_link' ? { ...content, uri } : (content ?? null);

/** A link leads to what cannot be read. */
export const leadingNowhere = leadingTo(NOWHERE);
/** A link leads to what the server need not serve. */
export const leadingToTheWeb = leadingTo('https://example.com/more.txt');
