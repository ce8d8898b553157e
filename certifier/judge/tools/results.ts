/** specification/tools.md, content of a result. */
import type { Check, Checks } from '../engine/check.ts';
import { toolBlocks } from '../engine/contents.ts';
import { at, canonical, isObject, type JsonObject, member, objectsIn, parse, quote } from '../engine/json.ts';
import { linksFetchable } from '../engine/links.ts';
import { isFinal } from '../engine/readers.ts';
import { declaresOn, statementFor } from '../engine/session.ts';
import { valueWords } from '../schema/words.ts';
import { toolResults } from './readers.ts';

/** The texts of a result's content. */
const textsOf = (result: JsonObject): readonly string[] =>
  objectsIn(member(result, 'content')).flatMap((block) => {
    const text = member(block, 'type') === 'text' ? member(block, 'text') : undefined;
    return typeof text === 'string' ? [text] : [];
  });

/** However it is spaced and ordered, the JSON in one text must be that of the structured content. */
const structuredAsText: Check = (view, sink) => {
  for (const { name, result, seq } of toolResults(view)) {
    const value = member(result, 'structuredContent');
    if (value === undefined || !isFinal(result)) continue;
    sink.examined();
    const wanted = canonical(value);
    const texts = textsOf(result);
    const isSame = (text: string): boolean => {
      const parsed = parse(text);
      return parsed !== undefined && canonical(parsed) === wanted;
    };
    if (texts.some(isSame)) continue;
    sink.finding({
      message: `The tool ${quote(name)} returns structured content, and no text with the same JSON.`,
      expected: `a text block with ${quote(value)}`,
      actual: texts.length === 0 ? 'no text' : `the text ${quote(texts[0])}`,
      seq,
    });
  }
};

const structuredObject: Check = (view, sink) => {
  for (const { name, result, seq } of toolResults(view)) {
    if (!Object.hasOwn(result, 'structuredContent')) continue;
    sink.examined();
    const value = member(result, 'structuredContent');
    if (isObject(value)) continue;
    sink.finding({
      message: `The structured content of the tool ${quote(name)} is not an object.`,
      expected: 'an object',
      actual: valueWords(value),
      seq,
    });
  }
};

/** A permission: every result of a tool could make use of it, and none breaks it. */
const couldHold: Check = (view, sink) => {
  for (const { result } of view.callsTo('tools/call')) {
    if (Array.isArray(member(result, 'content'))) sink.examined();
  }
};

const embeddedNeedsCapability: Check = (view, sink) => {
  const embedding = toolBlocks(view).filter(({ value }) => member(value, 'type') === 'resource');
  const undeclared = embedding.find(({ connection }) => !declaresOn(view, connection, 'resources'));
  const block = undeclared ?? embedding[0];
  const statement = block && statementFor(view, block.connection);
  if (statement === undefined || block === undefined) return;
  sink.examined();
  if (undeclared === undefined) return;
  sink.finding({
    message: 'A tool embeds a resource in its result, but the capability `resources` is not declared.',
    expected: `\`capabilities.resources\` in the answer to \`${statement.method}\``,
    actual: `capabilities ${quote(at(statement.result, 'capabilities'))}`,
    seq: [...block.seq, statement.response?.seq ?? statement.request.seq],
  });
};

export const checks: Checks = {
  'tools.result.resource-link-fetchable': linksFetchable(toolBlocks),
  'tools.result.embedded-needs-capability': embeddedNeedsCapability,
  'tools.result.structured-object': structuredObject,
  'tools.result.structured-any-json': (view, sink) => {
    for (const { result } of view.callsTo('tools/call')) {
      if (result !== undefined && Object.hasOwn(result, 'structuredContent')) sink.examined();
    }
  },
  'tools.result.embedded-resource': couldHold,
  'tools.result.resource-link': couldHold,
  'tools.result.structured-as-text': structuredAsText,
};
