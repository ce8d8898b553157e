/** specification/tools.md, names. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { complains, isUnknown } from '../engine/complaint.ts';
import { succeeded } from '../engine/fixture.ts';
import { member, objectsIn, quote } from '../engine/json.ts';
import { isUnlisted, keysUnique } from '../engine/lists.ts';
import type { Call } from '../engine/message.ts';
import { isFinal, itemsListed } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';
import { eachTool, type JudgeTool } from './readers.ts';

/** A check of the name of each tool: what is wrong with it, in words, or undefined. */
const eachName =
  (message: string, expected: string, problemOf: (name: string) => string | undefined): Check =>
  (view, sink) => {
    const known = new Map<string, string | undefined>();
    const judge: JudgeTool = (tool, tell, examined) => {
      const name = member(tool, 'name');
      if (typeof name !== 'string') return;
      examined();
      if (!known.has(name)) known.set(name, problemOf(name));
      const actual = known.get(name);
      if (actual !== undefined) tell({ message: `${message}: ${quote(name, 60)}.`, expected, actual });
    };
    eachTool(view, judge, sink);
  };

const MOST_CHARACTERS = 128;
const lengthProblem = (name: string): string | undefined => {
  const { length } = [...name];
  return length >= 1 && length <= MOST_CHARACTERS ? undefined : `${length} characters`;
};

const charactersProblem = (name: string): string | undefined => {
  const others = [...new Set(name.replace(/[A-Za-z0-9_.-]/g, ''))];
  return others.length === 0
    ? undefined
    : `${others
        .slice(0, 5)
        .map((each) => quote(each))
        .join(', ')} in it`;
};

/** Whether a result says to people that there is no such tool, or that something is wrong. */
const saysUnknown = (call: Call): boolean =>
  complains(call) || objectsIn(member(call.result, 'content')).some((block) => isUnknown(member(block, 'text')));

/** Who asks for more, a login perhaps, has served nothing yet. */
const isInterim = ({ result }: Call): boolean => result !== undefined && !isFinal(result);
const isServed = (call: Call): boolean => succeeded(call) && !isInterim(call);

/** Whether a name that is like none in the list was served: then that one in other letters is served tells nothing of letters. */
const servesAnyName = (view: View): boolean => {
  const names = [...itemsListed(view, 'tools/list')].map((tool) => member(tool, 'name'));
  const listed = new Set(names.map((name) => String(name).toLowerCase()));
  return view.callsTo('tools/call').some((call) => {
    const { name } = call.params;
    return typeof name === 'string' && !listed.has(name.toLowerCase()) && isServed(call) && !saysUnknown(call);
  });
};

export const checks: Checks = {
  'tools.name.unique': keysUnique('tools/list', 'tools'),
  'tools.name.length': eachName(
    'The name of a tool is not 1 to 128 characters long',
    `1 to ${MOST_CHARACTERS} characters`,
    lengthProblem,
  ),
  'tools.name.characters': eachName(
    'The name of a tool has characters that it should not have',
    'ASCII letters, digits, `_`, `-` and `.` alone',
    charactersProblem,
  ),
  'tools.name.case-sensitive': (view, sink) => {
    if (servesAnyName(view)) return;
    const called = new Map<string, Call>();
    for (const call of view.callsTo('tools/call')) {
      const { params, request, response } = call;
      const name = typeof params.name === 'string' ? params.name : '';
      const twin = called.get(name.toLowerCase());
      if (isServed(call) && !isUnlisted(view, 'tools/list', name)) called.set(name.toLowerCase(), call);
      if (twin === undefined || !isUnlisted(view, 'tools/list', name)) continue;
      if (response === undefined || isInterim(call) || !isWellCarried(view, call) || !wasHeard(call)) continue;
      // What the tool itself does not say is said of its name.
      if (isServed(call) && saysUnknown(call) && !saysUnknown(twin)) continue;
      sink.examined();
      if (!isServed(call)) continue;
      sink.finding({
        message: `A tool is called by a name that is not listed, and differs from one in case alone: ${quote(name)}.`,
        expected: 'an error: there is no tool of this name',
        actual: `a result, as of ${quote(twin.params.name)}`,
        seq: [response.seq, request.seq, twin.request.seq],
      });
    }
  },
};
