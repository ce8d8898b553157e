/** A container around a command: without rights, without what is on this machine, and without a network where none is needed. */

export interface Container {
  readonly image: string;
  readonly network: 'none' | 'needed';
  /** The working folder, which alone is shared. */
  readonly work: string;
  /** Names of the variables that are passed on. */
  readonly env: readonly string[];
  /** Its own address, for a server that listens on it; then it cannot be without a network. */
  readonly listens: boolean;
}

const networkOf = ({ network, listens }: Container): string =>
  listens ? 'host' : network === 'none' ? 'none' : 'bridge';

export const contained = (command: readonly string[], container: Container): readonly string[] => [
  'docker',
  'run',
  '--rm',
  '--interactive',
  '--init',
  `--network=${networkOf(container)}`,
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  '--pids-limit=256',
  '--memory=2g',
  `--volume=${container.work}:${container.work}`,
  `--workdir=${container.work}`,
  '--env=HOME=/tmp',
  ...container.env.map((name) => `--env=${name}`),
  container.image,
  ...command,
];
