/** What the submission says of its subject, held against the folder, the artifact and the report. */
import type { Case } from '../case.ts';
import { pathOf, resultNumber, slugOf } from '../folder.ts';
import { npmName, parsePurl } from '../purl.ts';
import type { AdmissionRule, Found } from '../rule.ts';

/** A finding in submission.yaml, at the field that it is about. */
export const inSubmission = (
  { submissionFile, whereIn }: Case,
  path: readonly PropertyKey[],
  actual: string,
  expected: string,
): Found => ({ file: submissionFile, actual, expected, place: whereIn(path) });

const schema: AdmissionRule = {
  id: 'submission-schema',
  sentence: 'submission.yaml says what its format asks for: plain YAML, each field once, and no other field.',
  reason: 'Programs read it, and people sign off on what programs understood.',
  fix: 'Mend the field at that line; the reference page of the format describes each.',
  holds: 'always',
  *check({ submissionFindings, submissionFile }) {
    for (const finding of submissionFindings) yield { ...finding, file: submissionFile };
  },
};

const subjectFolder: AdmissionRule = {
  id: 'subject-folder',
  sentence: 'Vendor, product and version are the same in the folder and in the submission.',
  reason: 'The folder is what people see, and the submission is what is certified.',
  fix: 'Rename the folder, or mend subject.vendor, subject.name and subject.version.',
  holds: 'always',
  *check(request) {
    const { submission, place } = request;
    if (submission === undefined || place === null) return;
    const { vendor, name, version } = submission.subject;
    if (vendor !== place.vendor)
      yield inSubmission(request, ['subject', 'vendor'], `vendor ${vendor}`, `${place.vendor}, as the folder says`);
    if (name !== place.product)
      yield inSubmission(request, ['subject', 'name'], `product ${name}`, `${place.product}, as the folder says`);
    if (resultNumber(place.version, version) === null)
      yield inSubmission(
        request,
        ['subject', 'version'],
        `version ${version} in the folder ${place.version}`,
        `${pathOf(submission.subject)}, or the same with -2, -3, … after it`,
      );
  },
};

const subjectNamed: AdmissionRule = {
  id: 'subject-named',
  sentence:
    'The report is of a subject that named itself as the submission says: by name and version, or by what stands under named.',
  reason: 'The transcript of another product, or of another release, must not stand for this one.',
  fix: 'Certify the version that is submitted; where it names itself otherwise, say so under subject.named.',
  holds: 'always',
  *check(request) {
    const { submission } = request;
    if (submission === undefined) return;
    const { name, version, named, role } = submission.subject;
    const expected = { name: named?.name ?? name, version: named === undefined ? version : named.version };
    for (const { report, files } of request.runs) {
      if (report === undefined) continue;
      const { subject } = report;
      if (subject.name === null)
        yield { file: files.report, actual: 'subject that never named itself', expected: 'one that did' };
      else if (subject.name !== expected.name)
        yield { file: files.report, actual: `subject named ${JSON.stringify(subject.name)}`, expected: expected.name };
      if (subject.name !== null && expected.version !== undefined && subject.version !== expected.version)
        yield {
          file: files.report,
          actual: `subject of version ${JSON.stringify(subject.version)}`,
          expected: expected.version,
        };
      if (subject.role !== role) yield { file: files.report, actual: `role ${subject.role}`, expected: role };
    }
  },
};

const artifact: AdmissionRule = {
  id: 'artifact',
  sentence: 'The package, the image and their digest are of the product and version that is submitted.',
  reason: 'A certificate binds the digest; another product behind it would be certified by mistake.',
  fix: 'Give the purl or image of this version and the digest of its archive, as its registry states them.',
  holds: 'always',
  *check(request) {
    const { submission } = request;
    if (submission === undefined) return;
    const { purl, image, digest = '', name, version, vendor } = submission.subject;
    if (image !== undefined && !image.endsWith(`@${digest}`))
      yield inSubmission(request, ['subject', 'digest'], `digest ${digest}`, 'the digest in the name of the image');
    if (purl === undefined) return;
    const read = parsePurl(purl);
    const at = ['subject', 'purl'];
    if (read === null) {
      yield inSubmission(request, at, `purl ${purl}`, 'pkg:<type>/<name>@<version>');
      return;
    }
    if ((read.type === 'npm' || read.type === 'pypi') && /[?#]/.test(purl))
      yield inSubmission(request, at, 'purl that names a registry or a file of its own', purl.replace(/[?#].*$/s, ''));
    if (read.type === 'npm' && read.namespace !== undefined && !read.namespace.startsWith('@'))
      yield inSubmission(
        request,
        at,
        `purl with the scope ${read.namespace}`,
        `@${read.namespace}, as npm writes it (%40)`,
      );
    if (slugOf(read.name) !== name) yield inSubmission(request, at, `purl of the product ${read.name}`, name);
    if (read.version !== version) yield inSubmission(request, at, `purl of version ${read.version}`, version);
    const owner = read.namespace?.replace(/^@/, '').split('/').at(-1);
    if (owner !== undefined && slugOf(owner) !== vendor)
      yield inSubmission(request, at, `purl of the vendor ${owner}`, vendor);
    if (read.type === 'npm' && !digest.startsWith('sha512:'))
      yield inSubmission(
        request,
        ['subject', 'digest'],
        'another digest than npm states',
        `sha512: of the archive (npm view ${npmName(read)}@${read.version} dist.integrity, in hexadecimal)`,
      );
  },
};

const artifactReported: AdmissionRule = {
  id: 'artifact-reported',
  sentence: 'The report names the digest of the artifact as the submission does, and none for a hosted service.',
  reason: 'It is the digest in the report that a certificate takes for its subject.',
  fix: 'Let accord submit write the report; it judges the transcript again with the digest.',
  holds: 'always',
  *check({ submission, runs }) {
    if (submission === undefined) return;
    const { digest } = submission.subject;
    for (const { report, files } of runs)
      if (report !== undefined && report.subject.digest !== digest)
        yield {
          file: files.report,
          actual: `digest ${report.subject.digest ?? 'of nothing'}`,
          expected: digest ?? 'none: a service has no artifact',
        };
  },
};

export const SUBJECT_RULES = [schema, subjectFolder, subjectNamed, artifact, artifactReported] as const;
