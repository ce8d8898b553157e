/**
 * Tools whose question goes further than one form: pages that a person visits, a model that calls tools, roots that bound the work,
 * state that counts once. The official suite knows none of them; they are called by the same rules as its own.
 */
import { randomUUID } from 'node:crypto';
import { urlRequired } from '../../errors.ts';
import { form, type InputRequest, page, roots, rootUris, samplingWithTools, takesUrls, usesOf } from '../../input.ts';
import { isObject, type Members } from '../../jsonrpc.ts';
import type { Context } from '../context.ts';
import { text } from '../samples.ts';
import { NO_PARAMETERS, type Tool, ToolFailure } from './tool.ts';

const ASKING = { annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true } };
const saying = (what: string) => ({ content: [text(what)] });

/** A page that does not exist: the domain is reserved for examples. */
const connectPage = (id: string | undefined): InputRequest =>
  page('Connect your calendar to go on', 'https://mcp.example.com/connect', id);

const FORECAST = {
  name: 'forecast',
  description: 'Weather of a city',
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  outputSchema: { type: 'object', properties: { degrees: { type: 'number' } }, required: ['degrees'] },
};
const WEATHER = { type: 'text', text: 'How is the weather in Paris and in London?' };
/** After so many turns the model is told to use no more tools. */
const MOST_TURNS = 3;

/** What the tools gave, each with the id of its use. */
const resultsOf = (uses: readonly Members[]): Members => ({
  role: 'user',
  content: uses.map(({ id }) => ({
    type: 'tool_result',
    toolUseId: id,
    content: [text('18 degrees')],
    structuredContent: { degrees: 18 },
    _meta: { 'reference/use': id },
  })),
});

async function sampleWithTools(context: Context): Promise<string> {
  const can = context.clientCapabilities['sampling'];
  const tools = isObject(can) && 'tools' in can ? [FORECAST] : [];
  const messages: Members[] = [{ role: 'user', content: WEATHER }];
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const key = `turn${turn}`;
    const isLast = turn === MOST_TURNS;
    const { [key]: said } = await context.ask({ [key]: samplingWithTools(messages, tools, isLast) }, { bound: true });
    const uses = usesOf(said);
    if (uses.length === 0) return `The model was done after ${turn} turn(s)`;
    messages.push({ role: 'assistant', content: said?.['content'] }, resultsOf(uses));
  }
  return 'The model wanted to go on';
}

/** The path of a folder or file, without steps up; undefined for what is no file URL. */
function pathOf(uri: string): string | undefined {
  const url = URL.parse(uri);
  return url?.protocol === 'file:' ? decodeURIComponent(url.pathname) : undefined;
}

const isWithin = (uri: string, root: string): boolean => {
  const [path, folder] = [pathOf(uri), pathOf(root)];
  return (
    path !== undefined && folder !== undefined && (path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`))
  );
};

export const PAGE_TOOLS: readonly Tool[] = [
  {
    listed: {
      name: 'test_elicitation_url',
      description: 'Sends the user to a page',
      inputSchema: NO_PARAMETERS,
      ...ASKING,
    },
    async run(_args, context) {
      if (context.era === 'session') {
        const id = randomUUID();
        const { visit } = await context.ask({ visit: connectPage(id) });
        if (visit?.['action'] !== 'accept') return saying('The page was not opened');
        context.elicited(id);
        return saying('The page was completed');
      }
      // Nobody completes the page of a test: the first time it is asked for once more, then the tool gives up.
      const { visit } = await context.ask({ visit: connectPage(undefined) }, { bound: true });
      if (visit?.['action'] !== 'accept') return saying('The page was not opened');
      await context.ask({ visit_again: connectPage(undefined) }, { bound: true });
      throw new ToolFailure('The page was not completed');
    },
  },
  {
    only: 'session',
    listed: {
      name: 'test_elicitation_url_required',
      description: 'Refuses until a page was visited',
      inputSchema: NO_PARAMETERS,
      ...ASKING,
    },
    run(_args, { clientCapabilities }) {
      if (!takesUrls(clientCapabilities['elicitation'])) throw new ToolFailure('The client cannot open pages');
      throw urlRequired([connectPage(randomUUID()).params ?? {}]);
    },
  },
  {
    listed: {
      name: 'test_sampling_with_tools',
      description: "Lets the client's model use a tool",
      inputSchema: NO_PARAMETERS,
      ...ASKING,
    },
    run: async (_args, context) => saying(await sampleWithTools(context)),
  },
  {
    listed: {
      name: 'test_roots_boundaries',
      description: 'Works on a file, if it lies within the roots of the client',
      inputSchema: {
        type: 'object',
        properties: { uri: { type: 'string' } },
        required: ['uri'],
        additionalProperties: false,
      },
      ...ASKING,
    },
    async run({ uri }, context) {
      const { client_roots } = await context.ask({ client_roots: roots() });
      const within = rootUris(client_roots).some((root) => isWithin(String(uri), root));
      if (!within) throw new ToolFailure('The file lies outside of the roots');
      return saying('The file lies within the roots');
    },
  },
  {
    listed: {
      name: 'test_input_required_result_single_use',
      description: 'Redeems a voucher, once',
      inputSchema: NO_PARAMETERS,
      ...ASKING,
    },
    async run(_args, context) {
      await context.ask({ confirm: form('Redeem?', { ok: { type: 'boolean' } }, ['ok']) }, { bound: true, once: true });
      return saying('Redeemed');
    },
  },
];
