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

/** Where more schemes than these are named, every place is looked at instead of those that a scheme leads to. */
const MOST_SCHEMES = 16;
const schemeOf = ({ written }: Form): string => written.slice(0, written.indexOf(':') + 1) || written;

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
  const byScheme = groupBy(forms, schemeOf);
  const groups = byScheme.size > MOST_SCHEMES ? new Map([['', forms]]) : byScheme;
  const found = new Map<string, number>();
  const tell = (text: string, seq: number): void => {
    if (seq < (found.get(text) ?? Number.POSITIVE_INFINITY)) found.set(text, seq);
  };
  for (const [scheme, alike] of groups) {
    const tree = treeOf(alike);
    for (const { text, seq } of messages) {
      for (
        let start = text.indexOf(scheme);
        start !== -1 && start < text.length;
        start = text.indexOf(scheme, start + 1)
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
