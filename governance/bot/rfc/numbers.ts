/** Numbers of RFCs over main and all open pull requests: the next free one, and who has taken one twice. */
import { posix } from 'node:path';
import { numberInName, RFCS } from '../../lint/corpus.ts';
import type { Process } from '../../process.ts';

/** Files that an open pull request adds or changes. */
export interface OpenPull {
  readonly pull: number;
  readonly files: readonly string[];
}

export interface Numbers {
  readonly process: Process;
  /** The pull request that is looked at. */
  readonly here: OpenPull;
  /** Files of `rfcs/` on the branch that it is to be merged into. */
  readonly main: readonly string[];
  readonly others: readonly OpenPull[];
}

export interface Collision {
  /** The file of this pull request. */
  readonly file: string;
  readonly number: number;
  /** The file that has the number too. */
  readonly with: string;
  /** The pull request that it stands in; null for main. */
  readonly pull: number | null;
  /** Whoever came later moves. */
  readonly mustMove: boolean;
}

const numberOf = (process: Process, file: string): number | null => {
  const [folder, name] = [posix.dirname(file), posix.basename(file)];
  return folder === RFCS && name !== process.numbering.template ? numberInName(process, name) : null;
};

export const nextFree = ({ process, here, main, others }: Numbers): number =>
  Math.max(
    process.numbering.first - 1,
    ...[...main, ...here.files, ...others.flatMap(({ files }) => files)].map((file) => numberOf(process, file) ?? 0),
  ) + 1;

export const collisionsOf = ({ process, here, main, others }: Numbers): readonly Collision[] => {
  const added = here.files.filter((file) => !main.includes(file));
  return added.flatMap((file) => {
    const number = numberOf(process, file);
    if (number === null) return [];
    const same = (other: string) => other !== file && numberOf(process, other) === number;
    return [
      ...main.filter(same).map((other) => ({ file, number, with: other, pull: null, mustMove: true })),
      ...others.flatMap(({ pull, files }) =>
        // The same file in two pull requests is a collision too; git would only notice at the second merge.
        files
          .filter((other) => !main.includes(other) && numberOf(process, other) === number)
          .map((other) => ({ file, number, with: other, pull, mustMove: pull < here.pull })),
      ),
    ];
  });
};
