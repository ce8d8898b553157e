/**
 * Servers over stdio that do next to nothing: what a certifier must never mistake for a conforming one. The argument says which.
 * Each tells its process id on stderr first, so that a test can see that it is gone.
 */
import { createInterface } from 'node:readline';

interface Asked {
  readonly id?: string | number | null;
  readonly method: string;
  readonly params?: { readonly protocolVersion?: string; readonly _meta?: Readonly<Record<string, unknown>> };
}
type Answer = (asked: Asked) => void;

/** What would have been written, while the answers to several are gathered. */
let gathered: string[] | undefined;
const write = (text: string): boolean =>
  gathered === undefined ? process.stdout.write(`${text}\n`) : gathered.push(text) > 0;
const give = ({ id }: Asked, result: object): boolean => write(JSON.stringify({ jsonrpc: '2.0', id, result }));
const fail = ({ id }: Asked, code: number, message: string, data?: object): boolean =>
  write(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } }));
const refuse: Answer = (asked) => void fail(asked, -32601, 'Method not found');

const serverInfo = { name: 'next-to-nothing', version: '0' };
const session = (protocolVersion: string) => ({ protocolVersion, capabilities: {}, serverInfo });
const DISCOVERY = {
  resultType: 'complete',
  supportedVersions: ['2026-07-28'],
  capabilities: {},
  ttlMs: 0,
  cacheScope: 'private',
  _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
};

/** Answers this one method, and refuses all else. */
const only =
  (method: string, result: object): Answer =>
  (asked) =>
    void (asked.method === method ? give(asked, result) : refuse(asked));

/** Speaks these versions and no other, and offers the last of them. */
const sessions =
  (versions: readonly string[], onPing: Answer): Answer =>
  (asked) => {
    const { protocolVersion = '' } = asked.params ?? {};
    if (asked.method === 'ping') onPing(asked);
    else if (asked.method !== 'initialize') refuse(asked);
    else give(asked, session(versions.includes(protocolVersion) ? protocolVersion : (versions.at(-1) ?? '')));
  };

/** Keeps every rule of its revision that can be kept without a feature. */
const bareStateless: Answer = (asked) => {
  const { _meta: meta = {} } = asked.params ?? {};
  const requested = meta['io.modelcontextprotocol/protocolVersion'];
  const data = { supported: DISCOVERY.supportedVersions, requested };
  const isWhole = requested !== undefined && meta['io.modelcontextprotocol/clientCapabilities'] !== undefined;
  if (requested !== undefined && requested !== '2026-07-28') fail(asked, -32022, 'Unsupported protocol version', data);
  else if (!isWhole) fail(asked, -32602, 'Invalid params');
  else if (asked.method === 'server/discover') give(asked, DISCOVERY);
  else refuse(asked);
};

/** Has a list for whoever asks: only what answers discoveries looks at the version. */
const listsInAnyVersion: Answer = (asked) => {
  const { capabilities, supportedVersions, ...ofList } = DISCOVERY;
  const version = asked.params?._meta?.['io.modelcontextprotocol/protocolVersion'];
  if (asked.method === 'tools/list') give(asked, { ...ofList, tools: [] });
  else if (asked.method !== 'server/discover' || version !== '2026-07-28') bareStateless(asked);
  else give(asked, { ...DISCOVERY, capabilities: { tools: {} } });
};

let isBegun = false;
/** Gathers into arrays whatever it says after the handshake, and asks each time whether anybody is there. */
const gathers: Answer = (asked) => {
  if (asked.method !== 'initialize' && !isBegun) return refuse(asked);
  isBegun = true;
  const say = (...messages: readonly object[]): boolean =>
    write(JSON.stringify(messages.map((message) => ({ jsonrpc: '2.0', ...message }))));
  if (asked.method === 'initialize') return void give(asked, session('2025-03-26'));
  say({ id: `there-${asked.id}`, method: 'ping' }, { method: 'notifications/com.example/there' });
  say(
    asked.method === 'ping' ? { id: asked.id, result: {} } : { id: asked.id, error: { code: -32601, message: 'no' } },
  );
};

const ofBatches = sessions(['2025-03-26'], (asked) => void give(asked, {}));

const SERVERS: Readonly<Record<string, Answer>> = {
  refuses: refuse,
  silent: () => {},
  'prints-rubbish': () => void write('{"jsonrpc": Ready.'),
  'initialize-only': only('initialize', session('2025-11-25')),
  'discover-only': only('server/discover', DISCOVERY),
  'initialize-without-handshake': only('initialize', session('2026-07-28')),
  'bare-session': sessions(['2025-11-25'], (asked) => void give(asked, {})),
  'leaves-at-discovery': (asked) =>
    asked.method === 'server/discover' ? process.exit(1) : SERVERS['bare-session']?.(asked),
  greets: sessions(['2025-11-25'], (asked) => void give(asked, {})),
  'bare-stateless': bareStateless,
  'lists-in-any-version': listsInAnyVersion,
  old: sessions(['2024-11-05', '2025-03-26'], (asked) => void give(asked, {})),
  'refuses-batches': ofBatches,
  'passes-over-batches': ofBatches,
  'ends-over-batches': ofBatches,
  'halves-batches': ofBatches,
  gathers,
  'dies-midway': sessions(['2025-11-25'], () => process.exit(1)),
};

const [which = ''] = process.argv.slice(2);
console.error(`pid ${process.pid}`);
if (which === 'exits') {
  console.error('settings.json is missing');
  process.exit(3);
}
if (which === 'greets') write(JSON.stringify({ jsonrpc: '2.0', id: 'greeting', method: 'ping' }));
if (which === 'prints-rubbish') write('Ready. Listening on stdio');

const answer = SERVERS[which];

/** The answers to these, as they would be to each alone. */
function answersTo(batch: readonly Asked[]): readonly unknown[] {
  gathered = [];
  for (const asked of batch) if (asked.id !== undefined) answer?.(asked);
  const texts = gathered;
  gathered = undefined;
  return texts.map((text) => JSON.parse(text));
}

/** What those that know of arrays do with one; the others take no notice of it. */
const ON_BATCH: Readonly<Record<string, (batch: readonly Asked[]) => void>> = {
  old: (batch) => void write(JSON.stringify(answersTo(batch))),
  gathers: (batch) => {
    for (const asked of batch) answer?.(asked);
  },
  'refuses-batches': () => void fail({ id: null, method: '' }, -32600, 'Invalid Request'),
  'ends-over-batches': () => process.exit(1),
  'halves-batches': (batch) => void write(JSON.stringify(answersTo(batch.slice(1)))),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line) as Asked | readonly Asked[];
  if (Array.isArray(asked)) ON_BATCH[which]?.(asked);
  else if ('method' in asked && asked.id !== undefined) answer?.(asked);
});
