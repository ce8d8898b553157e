/** What a pull request does to RFCs, in their own terms: status, sections, requirements, and who is affected. */
import type { Corpus, Rfc } from '../../lint/corpus.ts';
import type { HistoryEntry, RfcFrontMatter } from '../../rfc/frontmatter.ts';

export interface Named {
  readonly number: number;
  readonly title: string;
  readonly status: string;
}

export interface RfcChange {
  readonly file: string;
  /** As it was; null for a new one, and for one whose front matter was not valid. */
  readonly before: RfcFrontMatter | null;
  /** As it is now; null for one that was taken away, and for one whose front matter is not valid. */
  readonly after: RfcFrontMatter | null;
  readonly isNew: boolean;
  readonly isGone: boolean;
  /** Entries that its history has gained. */
  readonly steps: readonly HistoryEntry[];
  readonly sections: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  readonly requirements: {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    /** Named before and no more. */
    readonly dropped: readonly string[];
  };
  /** RFCs that require it, by themselves or through others. */
  readonly dependants: readonly (Named & { readonly through: number | null })[];
  /** Other RFCs that name one of its requirements. */
  readonly neighbours: readonly (Named & { readonly requirements: readonly string[] })[];
}

/** Text beneath each heading of level 2. */
const sectionsOf = (rfc: Rfc | null): ReadonlyMap<string, string> => {
  if (rfc === null) return new Map();
  const lines = rfc.text.split('\n');
  const headings = rfc.outline.headings.filter(({ depth }) => depth <= 2);
  return new Map(
    headings.flatMap(({ depth, text, place }, index) =>
      depth === 2
        ? [
            [
              text,
              lines
                .slice(place.line, (headings[index + 1]?.place.line ?? lines.length + 1) - 1)
                .join('\n')
                .trim(),
            ],
          ]
        : [],
    ),
  );
};

const sectionChanges = (before: Rfc | null, after: Rfc | null): RfcChange['sections'] => {
  const [was, is] = [sectionsOf(before), sectionsOf(after)];
  return {
    added: [...is.keys()].filter((heading) => !was.has(heading)),
    removed: [...was.keys()].filter((heading) => !is.has(heading)),
    changed: [...is].flatMap(([heading, text]) => (was.has(heading) && was.get(heading) !== text ? [heading] : [])),
  };
};

const requirementsOf = (meta: RfcFrontMatter | null) => ({
  adds: meta?.requirements?.adds ?? [],
  changes: meta?.requirements?.changes ?? [],
});

const requirementChanges = (before: RfcFrontMatter | null, after: RfcFrontMatter | null): RfcChange['requirements'] => {
  const [was, is] = [requirementsOf(before), requirementsOf(after)];
  const all = (named: typeof was) => [...named.adds, ...named.changes];
  return {
    added: is.adds.filter((id) => !was.adds.includes(id)),
    changed: is.changes.filter((id) => !was.changes.includes(id)),
    dropped: all(was).filter((id) => !all(is).includes(id)),
  };
};

const named = ({ meta }: Rfc): readonly Named[] =>
  meta === null ? [] : [{ number: meta.number, title: meta.title, status: meta.status }];

const dependantsOf = (number: number, rfcs: readonly Rfc[]): RfcChange['dependants'] => {
  const found: RfcChange['dependants'][number][] = [];
  const queue = [number];
  for (const at of queue)
    for (const rfc of rfcs)
      for (const each of named(rfc))
        if (rfc.meta?.requires?.includes(at) === true && each.number !== number && !queue.includes(each.number)) {
          queue.push(each.number);
          found.push({ ...each, through: at === number ? null : at });
        }
  return found;
};

const neighboursOf = (meta: RfcFrontMatter, rfcs: readonly Rfc[]): RfcChange['neighbours'] => {
  const ours = [...requirementsOf(meta).adds, ...requirementsOf(meta).changes];
  return rfcs.flatMap((rfc) => {
    const { adds, changes } = requirementsOf(rfc.meta);
    const shared = [...adds, ...changes].filter((id) => ours.includes(id));
    return shared.length === 0 || rfc.meta?.number === meta.number
      ? []
      : named(rfc).map((each) => ({ ...each, requirements: shared }));
  });
};

const changeOf = (file: string, before: Rfc | null, after: Rfc | null, rfcs: readonly Rfc[]): RfcChange => {
  const [was, is] = [before?.meta ?? null, after?.meta ?? null];
  const known = is ?? was;
  return {
    file,
    before: was,
    after: is,
    isNew: before === null,
    isGone: after === null,
    steps: is === null ? [] : is.history.slice(was?.history.length ?? 0),
    sections: sectionChanges(before, after),
    // Front matter that cannot be read takes nothing back.
    requirements: requirementChanges(was, is ?? (after === null ? null : was)),
    dependants: known === null ? [] : dependantsOf(known.number, rfcs),
    neighbours: known === null ? [] : neighboursOf(known, rfcs),
  };
};

/** In order of file. `corpus` is the state that the pull request would bring, read with its base. */
export const changesOf = ({ rfcs, base }: Corpus): readonly RfcChange[] => {
  if (base === null) return [];
  const changed = rfcs.filter(({ path }) => base.changed.has(path));
  const known = new Set(changed.flatMap((rfc) => base.was(rfc)?.path ?? []));
  const paths = new Set(rfcs.map(({ path }) => path));
  const gone = [...base.rfcs.values()].filter(({ path }) => !paths.has(path) && !known.has(path));
  return [
    ...changed.map((rfc) => changeOf(rfc.path, base.was(rfc), rfc, rfcs)),
    ...gone.map((rfc) => changeOf(rfc.path, rfc, null, rfcs)),
  ].sort((a, b) => (a.file < b.file ? -1 : 1));
};
