/** From the event of an issue to a plan: the answers as they stand now, and what the checkout says of what they name. */
import { catalogue } from '../../../certifier/catalogue/catalogue.ts';
import { sourceUrl } from '../../../certifier/catalogue/requirement.ts';
import { disputed } from '../../../certifier/judge/disputed.ts';
import { IMPLEMENTATIONS } from '../../../certifier/submission/folder.ts';
import { submissionFromForm } from '../../../certifier/submission/form.ts';
import { reportIn, submissionsIn } from '../../../certifier/submission/programme.ts';
import { pathsIn } from '../../git/git.ts';
import type { Action } from '../action.ts';
import type { BotEvent } from '../event.ts';
import { unlessGone } from '../github.ts';
import type { Nothing, Reader } from '../pull.ts';
import { certificateIn } from './certificates.ts';
import { DISPUTE_LABEL, type KnownRequirement, namedIn, planDispute, type Touched } from './dispute.ts';
import { planRequest, REQUEST_LABEL } from './request.ts';

const known = (ids: readonly string[]): readonly KnownRequirement[] =>
  catalogue.requirements
    .filter(({ id }) => ids.includes(id))
    .map((requirement) => ({
      id: requirement.id,
      statement: requirement.statement,
      level: requirement.level,
      sources: requirement.source.map(sourceUrl),
    }));

const touchedBy = (root: string, ids: readonly string[]): readonly Touched[] =>
  submissionsIn(root).flatMap((published) =>
    published.transports.flatMap((transport): readonly Touched[] => {
      const folder = `${published.folder}/${transport}`;
      const certificate = certificateIn(root, folder);
      const outcomes = reportIn(root, published, transport).runs.flatMap(({ revision, results }) =>
        results
          .filter(({ requirement, outcome }) => ids.includes(requirement) && outcome !== 'not-applicable')
          .map(({ requirement, outcome }) => ({ revision, requirement, outcome })),
      );
      const isNamed = certificate !== null && ids.includes(certificate.id);
      return outcomes.length > 0 || isNamed ? [{ folder, certificate: certificate?.id ?? null, outcomes }] : [];
    }),
  );

export const planIssue = async (event: BotEvent, reader: Reader): Promise<readonly Action[] | Nothing> => {
  const { owner, repo, issue: number = 0, defaultBranch } = event;
  const found = await unlessGone(reader.octokit.rest.issues.get({ owner, repo, issue_number: number }));
  if (found === null) return { because: `there is no issue ${number}` };
  const { state, body, labels, pull_request: pull, html_url: url } = found.data;
  if (pull !== undefined) return { because: `${number} is a pull request` };
  if (state !== 'open') return { because: `issue ${number} is closed` };
  const names = labels.map((label) => (typeof label === 'string' ? label : label.name));
  if (names.includes(REQUEST_LABEL.name))
    return planRequest({
      number,
      read: submissionFromForm(body ?? ''),
      branch: defaultBranch,
      taken: pathsIn(reader.root, 'HEAD', [IMPLEMENTATIONS]),
    });
  if (!names.includes(DISPUTE_LABEL)) return { because: `issue ${number} is of no form that the bot answers` };
  const ids = namedIn(body ?? '');
  return planDispute({
    number,
    requirements: known(ids),
    touched: touchedBy(reader.root, ids),
    accepted: ids.filter((id) => disputed.get(id)?.url === url),
  });
};
