/** Requests that the HTTP transport has to refuse, and how. */
import { type Carried, carriedWith, type Defect } from '../engine/carriage.ts';
import type { Check, Sink } from '../engine/check.ts';
import { quote } from '../engine/json.ts';
import { isBehindProxy } from './readers.ts';

/** With a real minus sign, as the pages have it. */
export const codeWords = (code: unknown): string => quote(code).replace(/^-/, '−');

/** What came back, for `actual`. */
export function answerTo({ exchange, error, response }: Carried): string {
  const said =
    error !== undefined
      ? `the error ${codeWords(error.code)}`
      : response === undefined
        ? 'no JSON-RPC response'
        : 'a result';
  return `status ${exchange.response.status} and ${said}`;
}

export const seqOf = ({ exchange, request, response }: Carried): readonly number[] => [
  ...(response === undefined ? [] : [response.seq]),
  exchange.response.seq,
  request.seq,
];

export interface Refusal {
  readonly status: number;
  /** The codes of which one is due; any, and also none, where the text names no code. */
  readonly codes?: readonly number[];
}

export const HEADER_MISMATCH = -32020;

/** Who stands in between may compare the headers too, and owes an error status and no message where it refuses a request for them. */
const mayBeOfProxy = ({ exchange, response }: Carried, codes: readonly number[] | undefined): boolean =>
  codes?.includes(HEADER_MISMATCH) === true &&
  response === undefined &&
  exchange.response.status >= 400 &&
  isBehindProxy(exchange);

/** The request has to be refused like this. */
export function judgeRefusal(call: Carried, { status, codes }: Refusal, message: string, sink: Sink): void {
  if (mayBeOfProxy(call, codes)) return;
  sink.examined();
  const hasCode = codes === undefined || codes.includes(call.error?.code as number);
  if (call.exchange.response.status === status && hasCode) return;
  const code = codes === undefined ? '' : ` and the error ${codes.map(codeWords).join(' or ')}`;
  sink.finding({ message, expected: `status ${status}${code}`, actual: answerTo(call), seq: [...seqOf(call)] });
}

/** Requests that were carried with one of these defects, and no other, have to be refused like this. */
export const refuses =
  (defects: readonly Defect[], refusal: Refusal, message: (call: Carried) => string): Check =>
  (view, sink) => {
    for (const call of defects.flatMap((defect) => carriedWith(view, defect)))
      judgeRefusal(call, refusal, message(call), sink);
  };
