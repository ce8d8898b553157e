/** specification/cancellation.md: a question of the subject that nobody answers in time. */
import { GIVES_UP, LATE } from '../../judge/engine/fixture.ts';
import { answeredCall, fixtureCall } from '../engine/fixtures.ts';
import { answerHeld, hold } from '../engine/hold.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';

/** A tool of the fixture contract that asks its user, and waits. */
const ASKS = 'test_elicitation';
const QUESTION = 'elicitation/create';

export const probes: readonly Probe[] = [
  {
    id: 'cancellation.given-up',
    title: 'answers what a tool asks its user, and is late with the answer to one that does not wait for long',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tools',
    async run(context) {
      const { callTimeout, seed } = context;
      const begun = await answeredCall(context, GIVES_UP);
      if (begun === undefined) return;
      const { call, client } = begun;
      // A question that is answered in time: a server that does not stop its clock cancels it while we wait for the other.
      const other = fixtureCall(context, ASKS, { message: 'Who is there?' });
      if (other !== undefined) await client.request(other.method, other.params, { timeout: callTimeout });
      const { question, release } = hold(client, QUESTION);
      const reply = client.request(call.method, call.params, { timeout: callTimeout });
      const asked = await Promise.race([question, reply.then(() => undefined)]);
      await reply;
      // What was sent before the answer has come when this is answered.
      await client.request('ping');
      if (asked !== undefined && !client.ended) {
        const content = { name: `${LATE}${token(seed, 'late')}` };
        await answerHeld(client, asked, { action: 'accept', content });
        await client.request('ping');
        await client.request('ping');
      }
      release();
    },
  },
];
