/** specification/resources.md: paths that lead out of what a server serves. */
import type { Probe } from '../engine/probe.ts';
import { texts } from './items.ts';

const OUTSIDE = 'etc/passwd';
/** Enough steps upwards to come to the root from wherever a server keeps its files. */
const STEPS = 12;

export const probes: readonly Probe[] = [
  {
    id: 'resources.traversal',
    title: 'reads a file that is served, and asks for one outside by paths that lead there from its folder',
    risk: 'read-only-call',
    needs: 'resources',
    async run({ client, learned, skip }) {
      const [served] = texts(learned.resources, 'uri').filter((uri) => /^file:\/\//i.test(uri) && !uri.endsWith('/'));
      const [template] = texts(learned.templates, 'uriTemplate').filter((each) => /^file:\/\/[^{]*\//i.test(each));
      const folder = (served ?? template)?.replace(/\{.*$/s, '').replace(/[^/]*$/, '');
      if (folder === undefined)
        return skip('not-exercised', 'the subject lists no resource and no template with a file URI');
      const upwards = ['../', '%2e%2e/', '..%2f'].map((step) => `${folder}${step.repeat(STEPS)}${OUTSIDE}`);
      for (const uri of [...(served === undefined ? [] : [served]), `file:///${OUTSIDE}`, ...upwards]) {
        if ((await client.request('resources/read', { uri })).ended) return;
      }
    },
  },
];
