/** specification/base.md: types of results. */
import type { Checks } from '../engine/check.ts';
import { at, isObject, type Json, quote } from '../engine/json.ts';
import { META_CAPABILITIES } from '../engine/refusals.ts';
import { capabilitiesOn } from '../engine/session.ts';
import { bringsResultOfView } from './readers.ts';

const CORE_TYPES: ReadonlySet<unknown> = new Set(['complete', 'input_required']);

/** Capabilities that name an extension, which may have brought further types along. */
const namesExtension = (capabilities: Json | undefined): boolean => {
  const extensions = at(capabilities, 'extensions');
  return isObject(extensions) && Object.keys(extensions).length > 0;
};

export const checks: Checks = {
  /** A permission: each result could make use of it, and none breaks it. */
  'base.result.any-object': (view, sink) => {
    for (const { result } of view.calls) if (result !== undefined) sink.examined();
  },

  'base.result.type': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response } = call;
      if (result === undefined || response === undefined || !bringsResultOfView(view, call)) continue;
      sink.examined();
      const type: Json | undefined = result.resultType;
      if (typeof type === 'string') continue;
      sink.finding({
        message: `The result of \`${method}\` does not say of what type it is.`,
        expected: '`resultType`, a string: "complete" or "input_required"',
        actual: type === undefined ? 'no `resultType`' : `\`resultType\` ${quote(type)}`,
        seq: [response.seq],
      });
    }
  },

  'base.result-type.allowed-set': (view, sink) => {
    for (const call of view.calls) {
      const { method, meta, result, response } = call;
      if (result === undefined || response === undefined || !bringsResultOfView(view, call)) continue;
      const type = result.resultType;
      if (typeof type !== 'string') continue;
      // Which types an extension adds, its own text says.
      const isExtended = (): boolean =>
        namesExtension(capabilitiesOn(view, call.connection)) || namesExtension(meta[META_CAPABILITIES]);
      if (!CORE_TYPES.has(type) && isExtended()) continue;
      sink.examined();
      if (CORE_TYPES.has(type)) continue;
      sink.finding({
        message: `The result of \`${method}\` is of a type that nobody has announced.`,
        expected: '`resultType`: "complete" or "input_required"; neither side has declared an extension',
        actual: `\`resultType\`: ${quote(type)}`,
        seq: [response.seq],
      });
    }
  },
};
