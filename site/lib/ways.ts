/** The ways in, as the header, the menu and the front page name them: one list for all three. */

export interface Way {
  readonly label: string;
  readonly path: string;
  /** Where the pages of this way stand. */
  readonly below: readonly string[];
}

export const WAYS: readonly Way[] = [
  { label: 'Specification', path: '/specification/', below: ['/specification/'] },
  {
    label: 'Documentation',
    path: '/documentation/',
    below: ['/documentation/', '/tutorials/', '/how-to/', '/reference/', '/explanation/', '/learn/', '/api/'],
  },
  { label: 'Results', path: '/results/', below: ['/results/', '/judge/'] },
  { label: 'RFCs', path: '/rfcs/', below: ['/rfcs/'] },
  { label: 'Groups', path: '/working-groups/', below: ['/working-groups/'] },
];

/** The way on which a page stands. `path`: that of the page, without the base. */
export const wayOf = (path: string): Way | undefined =>
  WAYS.find(({ below }) => below.some((each) => path.startsWith(each)));
