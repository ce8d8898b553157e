/** The requirements before and after one, in the order of the page of its topic. */
import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { Requirement } from '../../certifier/catalogue/requirement.ts';
import { href, requirementPath } from '../lib/base.ts';
import { requirementsOfTopic } from '../lib/catalogue.ts';

type Neighbours = StarlightRouteData['pagination'];

const linkTo = (requirement: Requirement | undefined): Neighbours['next'] =>
  requirement && {
    type: 'link',
    label: requirement.id,
    href: href(requirementPath(requirement.id)),
    isCurrent: false,
    badge: undefined,
    attrs: {},
  };

export function neighboursOf(requirement: Requirement): Neighbours {
  const all = requirementsOfTopic(requirement.topic);
  const index = all.indexOf(requirement);
  return { prev: linkTo(all[index - 1]), next: linkTo(all[index + 1]) };
}
