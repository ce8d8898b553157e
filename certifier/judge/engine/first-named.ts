/** Where each of many texts first stands in what was said: in one walk over all of it for each way in which they begin. */
import type { Message } from './message.ts';
import { groupBy } from './order.ts';

/** What goes on from here, and the text that is complete here. */
interface Branch {
  readonly next: Map<string, Branch>;
  ends: string | undefined;
}

const branch = (): Branch => ({ next: new Map(), ends: undefined });

interface Form {
  readonly text: string;
  readonly written: string;
}

/** As JSON may write it: a slash stands for itself, or behind a backslash. */
function formsOf(text: string): readonly Form[] {
  const written = JSON.stringify(text).slice(1, -1);
  return [written, ...(written.includes('/') ? [written.replaceAll('/', '\\/')] : [])].map((each) => ({
    text,
    written: each,
  }));
}

/** Where there are more ways to begin than these, every place is looked at instead of those that one of them leads to. */
const MOST_BEGINS = 32;
/** The scheme, and how the slash after it is written. */
const beginOf = ({ written }: Form): string => {
  const colon = written.indexOf(':');
  return colon === -1 ? written : written.slice(0, colon + 2);
};

/** What all of them begin with: the longer it is, the fewer places have to be looked at. */
function commonBegin(forms: readonly Form[]): string {
  let begin = forms[0]?.written ?? '';
  for (const { written } of forms) while (!written.startsWith(begin)) begin = begin.slice(0, -1);
  return begin;
}

function treeOf(forms: readonly Form[]): Branch {
  const root = branch();
  for (const { text, written } of forms) {
    let at = root;
    for (let index = 0; index < written.length; index++) {
      const unit = written.charAt(index);
      const known = at.next.get(unit) ?? branch();
      at.next.set(unit, known);
      at = known;
    }
    at.ends = text;
  }
  return root;
}

/** Text → the seq of the first message in which it stands; none for one that stands nowhere. The messages are in order, no text is empty. */
export function firstNamed(texts: Iterable<string>, messages: readonly Message[]): ReadonlyMap<string, number> {
  const forms = [...texts].flatMap(formsOf);
  const byBegin = groupBy(forms, beginOf);
  const groups = byBegin.size > MOST_BEGINS ? new Map([['', forms]]) : byBegin;
  const found = new Map<string, number>();
  const tell = (text: string, seq: number): void => {
    if (seq < (found.get(text) ?? Number.POSITIVE_INFINITY)) found.set(text, seq);
  };
  const ways = [...groups.values()].map((alike) => ({ begin: commonBegin(alike), tree: treeOf(alike) }));
  for (const { text, seq } of messages) {
    for (const { begin, tree } of ways) {
      for (
        let start = text.indexOf(begin);
        start !== -1 && start < text.length;
        start = text.indexOf(begin, start + 1)
      ) {
        let at: Branch | undefined = tree;
        for (let index = start; at !== undefined; index++) {
          if (at.ends !== undefined) tell(at.ends, seq);
          at = at.next.get(text.charAt(index));
        }
      }
    }
  }
  return found;
}
