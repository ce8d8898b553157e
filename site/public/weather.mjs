// The faulty server of the tutorial: it works with a lenient client, and breaks four rules.
import { createInterface } from 'node:readline';

console.log('weather server ready');
const serverInfo = { name: 'weather', version: '0.3.0' };
const forecast = { name: 'forecast', inputSchema: { type: 'object' } };
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo }),
  'tools/list': () => ({ tools: [forecast, forecast] }),
  ping: () => ({}),
};
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) continue;
  const known = answers[method];
  const rest = known ? { result: known(params) } : { error: { code: -32601, message: 'Method not found' } };
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...rest }));
}
