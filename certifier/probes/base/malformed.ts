/** specification/base.md: what answers a message that is none. Some subjects end over it, so these come late. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { control } from './control.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.malformed',
    title: 'sends half a message, and one whose method is a number, each with a request behind it',
    risk: 'list-only',
    async run(context) {
      const { client, seed } = context;
      await context.settled();
      const whole = JSON.stringify(client.message('ping', {}, { id: token(seed, 'half') }));
      const numbered = { ...client.message('ping', {}, { id: token(seed, 'numbered') }), method: 17 };
      // Nobody waits for an answer over stdio: the one to the request behind it shows that none came.
      await client.notify('ping', {}, { body: whole.slice(0, -2) });
      await control(context);
      await client.notify('ping', {}, { body: JSON.stringify(numbered) });
      await control(context);
    },
  },
];
