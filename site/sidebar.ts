/**
 * The sidebar: what a page is for decides where it stands (learn, do, look up, understand), then the specification, what proves
 * the suite that judges by it, the results and the process. Pages of the first four come by themselves, in the order that their front matter says.
 */
import type { StarlightUserConfig } from '@astrojs/starlight/types';

export const sidebar: NonNullable<StarlightUserConfig['sidebar']> = [
  {
    label: 'Learn',
    items: [
      { autogenerate: { directory: 'tutorials' } },
      { label: 'Repair a server', link: '/learn/repair-a-server/' },
    ],
  },
  { label: 'Do', items: [{ autogenerate: { directory: 'how-to' } }] },
  {
    label: 'Look up',
    items: [{ autogenerate: { directory: 'reference' } }, { label: 'Data files', link: '/api/' }],
  },
  { label: 'Understand', items: [{ autogenerate: { directory: 'explanation' } }] },
  {
    label: 'Specification',
    items: [
      { label: 'All requirements', link: '/specification/' },
      { label: 'What changed', link: '/specification/changes/' },
      { label: 'From upstream to here', link: '/specification/upstream/' },
      { autogenerate: { directory: 'specification' } },
    ],
  },
  {
    label: 'Proof',
    items: [
      { label: 'What is judged', link: '/specification/coverage/' },
      { label: 'What proves the checks', link: '/specification/mutants/' },
      { label: 'Agreement with the official suite', link: '/specification/agreement/' },
      { label: 'How fast it is', link: '/specification/speed/' },
    ],
  },
  {
    label: 'Results',
    items: [
      { label: 'Implementations', link: '/results/' },
      { label: 'The observatory', link: '/results/observatory/' },
      { label: 'Compare two results', link: '/results/compare/' },
      { label: 'Judge a transcript', link: '/judge/' },
    ],
  },
  {
    label: 'Process',
    items: [
      { label: 'RFCs', link: '/rfcs/' },
      { label: 'How it works', link: '/rfcs/process/' },
      { label: 'Rules for documents', link: '/rfcs/rules/' },
      { label: 'Working groups', link: '/working-groups/' },
      { label: 'Feeds and calendars', link: '/feeds/' },
    ],
  },
];
