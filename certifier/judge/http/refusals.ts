/** Requests that the HTTP transport has to refuse, and how. */
import { challengesOf } from '../engine/authorization.ts';
import { type Carried, carriedWith, type Defect } from '../engine/carriage.ts';
import type { Check, Sink } from '../engine/check.ts';
import { header } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { mayBeOfProxy } from '../engine/proxies.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

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

/** Connection → the last request on it that was served. */
const lastServed = remembered(
  (view) => new Map(view.calls.flatMap((call) => (call.result ? [[call.connection, call.request.seq] as const] : []))),
);

/** Credentials that ran out: those of this request were turned away, and nothing was served with them any more. */
function isOverForCredentials(view: View, { connection, exchange, request }: Carried): boolean {
  if (exchange.response.status !== 401 && exchange.response.status !== 403) return false;
  const isAbout = challengesOf(exchange).length > 0 || header(exchange.request.headers, 'authorization') !== undefined;
  return isAbout && (lastServed(view).get(connection) ?? 0) < request.seq;
}

/** The request has to be refused like this. */
export function judgeRefusal(view: View, call: Carried, { status, codes }: Refusal, message: string, sink: Sink): void {
  if (codes?.includes(HEADER_MISMATCH) && mayBeOfProxy(call)) return;
  const hasCode = codes === undefined || codes.includes(call.error?.code as number);
  const isRight = call.exchange.response.status === status && hasCode;
  if (!isRight && isOverForCredentials(view, call)) return;
  sink.examined();
  if (isRight) return;
  const code = codes === undefined ? '' : ` and the error ${codes.map(codeWords).join(' or ')}`;
  sink.finding({ message, expected: `status ${status}${code}`, actual: answerTo(call), seq: [...seqOf(call)] });
}

/** Requests that were carried with one of these defects, and no other, have to be refused like this. */
export const refuses =
  (defects: readonly Defect[], refusal: Refusal, message: (call: Carried) => string): Check =>
  (view, sink) => {
    for (const call of defects.flatMap((defect) => carriedWith(view, defect)))
      judgeRefusal(view, call, refusal, message(call), sink);
  };
