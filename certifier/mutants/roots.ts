/** specification/roots.md */
import { at, type Json, member, objectsIn, parse } from '../judge/engine/json.ts';
import type { Asked } from './engine/asked.ts';
import { chain } from './engine/change.ts';
import { diesOf } from './engine/faults.ts';
import type { Further, Memo, Mutant, Mutants } from './engine/mutant.ts';
import { asksMeanwhile, endsOver, type Meant, onQuestion, useAnyway } from './engine/questions.ts';

const LIST = 'roots/list';
const CHANGED = 'notifications/roots/list_changed';

const keyOfChange = (connection: number): string => `roots-changed:${connection}`;

/** Takes note that the server is told of a change. */
const noteChange: Mutant = (event, memo) => {
  const isSent = event.kind === 'request' || (event.kind === 'line' && event.stream === 'stdin');
  if (isSent && member(parse(event.text ?? ''), 'method') === CHANGED) memo[keyOfChange(event.connection)] = true;
  return [event];
};

const wasToldOfChange = ({ connection }: Asked, memo: Memo): boolean => memo[keyOfChange(connection)] === true;

const rootsIn = (answers: readonly Json[]): readonly string[] =>
  answers.flatMap((answer) => objectsIn(at(answer, 'roots')).map(({ uri }) => String(uri)));

const fileOf = ({ params }: Asked): string => String(at(params, 'arguments', 'uri') ?? at(params, 'arguments', 'path'));

const beginsLikeARoot = (answers: readonly Json[], asked: Asked): boolean =>
  rootsIn(answers).some((root) => fileOf(asked).startsWith(root));

const wasGivenRoots: Meant = (answers) =>
  answers.length > 0 && answers.every((answer) => member(answer, 'roots') !== undefined);

export const mutants: Mutants = {
  /** The question is sent by a method of another name. */
  'roots.request.sent': onQuestion([LIST], () => ({ method: 'roots/get' })),

  /** A server of the years before asks while it works. */
  'roots.request.in-result': asksMeanwhile({ method: LIST }),

  /** Who was told of a change looks whether the client is there, and goes on with what it knows. */
  'roots.list-changed.server-refreshes': chain(
    noteChange,
    onQuestion([LIST], ({ asked }, memo) =>
      wasToldOfChange(asked, memo) ? { method: 'ping', params: {} } : undefined,
    ),
  ),

  /** A message that nobody was ready for is the end of the next request. */
  'roots.server.list-changes-handled': chain(
    noteChange,
    diesOf((asked, memo) => {
      if (asked.method !== 'ping' || !wasToldOfChange(asked, memo)) return false;
      memo.deadly ??= asked.id;
      return memo.deadly === asked.id;
    }),
  ),

  /** Files are served from anywhere. */
  'roots.server.boundaries': useAnyway(
    (answers, asked) => wasGivenRoots(answers, asked, {}) && !beginsLikeARoot(answers, asked),
  ),

  /** What begins like a root is taken for a part of it. */
  'roots.server.paths-validated': useAnyway(beginsLikeARoot),

  /** A folder that is not there is a surprise. */
  'roots.server.unavailable': endsOver(wasGivenRoots),
};

export const further: Further = {
  'roots.server.paths-validated': {
    'a longer name is taken for what lies below': {
      mutant: useAnyway((answers, asked) => beginsLikeARoot(answers, asked) && !fileOf(asked).includes('/../')),
    },
  },
};
