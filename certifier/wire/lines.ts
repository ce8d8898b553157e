/**
 * Splits a stream of bytes into lines without losing one. Only the newline byte ends a line: a carriage return before it is part
 * of the line, and a character whose bytes came in two chunks is whole again, because nothing is decoded here.
 */
export interface Line {
  /** Without the newline. */
  readonly bytes: Uint8Array;
  /** The stream ended before a newline came. */
  readonly unterminated: boolean;
  /** How many bytes of it were not kept, because a bound was reached. */
  readonly dropped: number;
}

export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Says that this many bytes came and are not kept. Nothing may be pushed after it. */
  discard(bytes: number): void;
  /** The stream has ended. */
  end(): void;
}

const NEWLINE = 0x0a;

/** Cuts the beginning of a character whose rest was dropped: otherwise text would no longer be text. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let lead = bytes.length - 1;
  while (lead >= 0 && lead > bytes.length - 4 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead -= 1;
  const first = bytes[lead] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return lead >= 0 && lead + length > bytes.length ? bytes.subarray(0, lead) : bytes;
}

/** Joins the first `bound` bytes of what came in pieces, and counts the rest. */
export interface Collector {
  push(piece: Uint8Array): void;
  /** Counts bytes that are not kept. */
  discard(bytes: number): void;
  /** What was kept and how much was not; the collector is empty afterwards. */
  take(): { readonly bytes: Uint8Array; readonly dropped: number };
  readonly empty: boolean;
}

export function createCollector(bound: number): Collector {
  let pieces: Uint8Array[] = [];
  let kept = 0;
  let dropped = 0;
  return {
    push(piece) {
      const room = dropped > 0 ? 0 : Math.min(piece.length, bound - kept);
      if (room > 0) pieces.push(piece.subarray(0, room));
      kept += room;
      dropped += piece.length - room;
    },
    discard(bytes) {
      dropped += bytes;
    },
    take() {
      const joined = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : new Uint8Array(Buffer.concat(pieces));
      const bytes = dropped > 0 ? wholeCharacters(joined) : joined;
      const taken = { bytes, dropped: dropped + joined.length - bytes.length };
      pieces = [];
      kept = 0;
      dropped = 0;
      return taken;
    },
    get empty() {
      return kept === 0 && dropped === 0;
    },
  };
}

export function createLineSplitter(bound: number, onLine: (line: Line) => void): LineSplitter {
  const pending = createCollector(bound);
  let cut = false;
  return {
    push(chunk) {
      let start = 0;
      for (let newline = chunk.indexOf(NEWLINE); newline !== -1; newline = chunk.indexOf(NEWLINE, start)) {
        pending.push(chunk.subarray(start, newline));
        onLine({ ...pending.take(), unterminated: false });
        start = newline + 1;
      }
      if (start < chunk.length) pending.push(chunk.subarray(start));
    },
    discard(bytes) {
      cut = true;
      pending.discard(bytes);
    },
    end() {
      if (!pending.empty) onLine({ ...pending.take(), unterminated: !cut });
    },
  };
}
