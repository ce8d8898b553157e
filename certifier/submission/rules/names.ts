/** Names: plain text, in letters that are what they look like, and told apart from those that are there. */
import { lookAlike, skeleton } from '../look-alike.ts';
import type { AdmissionRule } from '../rule.ts';
import { UNPRINTABLE } from '../submission.ts';
import { inSubmission } from './subject.ts';

const namesPlain: AdmissionRule = {
  id: 'names-plain',
  sentence: 'Names hold no control characters, no marks that change the direction of writing, and no markup.',
  reason: 'They are printed in terminals, on pages and in badges, where they must stay names.',
  fix: 'Let the subject name itself in plain text.',
  holds: 'always',
  *check({ runs, entries }) {
    const isHostile = (text: string): boolean => UNPRINTABLE.test(text) || /[<>]/.test(text);
    for (const { path } of entries)
      if (isHostile(path))
        yield { file: path, actual: 'name of a file that is not plain text', expected: 'a plain name' };
    for (const { report, files } of runs)
      for (const [what, said] of Object.entries({ name: report?.subject.name, version: report?.subject.version }))
        if (typeof said === 'string' && isHostile(said))
          yield {
            file: files.report,
            actual: `${what} ${JSON.stringify(said)} of the subject`,
            expected: 'plain text without control characters and angle brackets',
          };
  },
};

const namesOneScript: AdmissionRule = {
  id: 'names-one-script',
  sentence:
    'A name is what it looks like: each word in letters of one script, none in place of another that looks like it, and nothing that is not seen.',
  reason: 'A name is what people go by, and one letter of another script makes it the name of somebody else.',
  fix: 'Write each word in one script; any script in which people write today will do.',
  holds: 'always',
  *check(request) {
    const { submission, runs } = request;
    const { title, named } = submission?.subject ?? {};
    for (const [path, said] of [
      [['subject', 'title'], title],
      [['subject', 'named', 'name'], named?.name],
      [['subject', 'named', 'version'], named?.version],
    ] as const) {
      const why = lookAlike(said ?? '');
      if (why !== undefined) yield inSubmission(request, path, `name ${said} with ${why}`, 'one script in a word');
    }
    for (const { report, files } of runs)
      for (const said of [report?.subject.name, report?.subject.version]) {
        const why = lookAlike(said ?? '');
        if (why !== undefined)
          yield { file: files.report, actual: `name ${said} with ${why}`, expected: 'one script in a word' };
      }
  },
};

/** A 0 and an o are one to the eye, and to the skeleton as soon as both are small. */
const eyeOf = (name: string): string => skeleton(name).toLowerCase();

const namesApart: AdmissionRule = {
  id: 'names-apart',
  sentence: 'A vendor does not look like another vendor that is there, nor a product like another of the same vendor.',
  reason: 'To the eye rnodel is model, and whoever takes one for the other takes a result for that of somebody else.',
  fix: 'Use the name of the vendor or product that is there if it is meant, or one that cannot be taken for it.',
  holds: 'admission',
  *check({ place, products = [], submissionFile }) {
    if (place === null) return;
    const { vendor, product } = place;
    const known = products.map((each) => each.split('/'));
    const vendors = known.map(([name = '']) => name);
    const own = known.flatMap(([name, its = '']) => (name === vendor ? [its] : []));
    for (const [what, name, others] of [
      ['vendor', vendor, vendors],
      ['product', product, own],
    ] as const) {
      const taken = others.includes(name) ? undefined : others.find((other) => eyeOf(other) === eyeOf(name));
      if (taken !== undefined)
        yield {
          file: submissionFile,
          actual: `${what} ${name}, which looks like ${taken}`,
          expected: `${taken}, or a name that cannot be taken for it`,
        };
    }
  },
};

export const NAME_RULES = [namesPlain, namesOneScript, namesApart] as const;
