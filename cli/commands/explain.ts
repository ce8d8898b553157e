/** accord explain: one requirement, with its examples; or which requirements speak of an error code, a header, a method. */
import type { Command } from 'commander';
import { catalogue } from '../../certifier/catalogue/catalogue.ts';
import { speakingOf } from '../../certifier/catalogue/speaking-of.ts';
import { examples, violating } from '../../certifier/examples/examples.ts';
import { disputed } from '../../certifier/judge/disputed.ts';
import { judge } from '../../certifier/judge/judge.ts';
import { ruler } from '../../certifier/judge/ruler.ts';
import { applyMutant } from '../../certifier/mutants/engine/apply.ts';
import { mutants } from '../../certifier/mutants/mutants.ts';
import { type ExplainContext, explain } from '../../certifier/report/explain.ts';
import { visible } from '../../certifier/report/safe.ts';
import { UsageError } from '../exit.ts';
import { nearest } from '../nearest.ts';
import { table } from '../table.ts';
import { hasColour, print, tableWidthOf, widthOf } from '../terminal.ts';

export function define(command: Command): void {
  const about =
    'as a report names it; accord list requirements lists all. An error code, a header or a method finds what speaks of it';
  command.argument('<id>', about).action(async (id: string) => {
    const requirement = catalogue.requirements.find((each) => each.id === id);
    if (requirement === undefined) return print(foundBy(id));
    const terminal = { colour: hasColour(process.stdout), width: widthOf(process.stdout) };
    const dispute = disputed.get(id);
    const doubt = dispute === undefined ? {} : { dispute };
    await print(explain(requirement, { catalogue, ...terminal, ...doubt, ...examplesOf(id) }));
  });
}

/** What somebody has in hand is often not the id, but what an answer said. */
function foundBy(term: string): string {
  const found = speakingOf(term, catalogue);
  if (found.length === 0) throw new UsageError(unknown(term));
  const rows = found.map(({ id, level, statement }) => [id, level, statement]);
  const [one] = found;
  const whatThen = found.length === 1 ? `accord explain ${one?.id}` : 'accord explain <id>';
  return `No requirement is named ${visible(term)}. ${found.length === 1 ? 'One speaks' : `${found.length} speak`} of it:\n\n${table(['Requirement', 'Level', 'Statement'], rows, tableWidthOf(process.stdout))}\n${whatThen} tells more.\n`;
}

function unknown(id: string): string {
  const near = nearest(
    id,
    catalogue.requirements.map((each) => each.id),
  );
  const hint = near.length === 0 ? 'accord list requirements lists all' : `did you mean ${near.join(' or ')}?`;
  return `there is no requirement "${id}"; ${hint}`;
}

/** The conforming example, and what its mutant makes of it. */
function examplesOf(id: string): Pick<ExplainContext, 'conforming' | 'violating'> {
  const conforming = examples[id]?.().transcript();
  const mutant = mutants[id];
  if (conforming === undefined || mutant === undefined) return conforming === undefined ? {} : { conforming };
  // Where the mutant changes what a probe sends next, the violating example is recorded.
  const transcript = violating[id]?.().transcript() ?? applyMutant(conforming, mutant);
  const { runs } = judge(
    transcript,
    // What the check says of its example is shown, whether it is disputed or not.
    { ...ruler, disputed: new Set(), suite: { version: '', digest: '' } },
    { transcript: { file: '', sha256: '' } },
  );
  const findings = runs.flatMap(({ results }) => results.find(({ requirement }) => requirement === id)?.findings ?? []);
  return { conforming, violating: { transcript, findings } };
}
