/** What a child process learns about us: enough to start programs and write text, and nothing else. RFC 0012. */

const NAMES = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'TMPDIR'];
const WINDOWS_NAMES = [
  'APPDATA',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATH',
  'PATHEXT',
  'PROCESSOR_ARCHITECTURE',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
];

export function minimalEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const onWindows = platform === 'win32';
  const wanted = new Set(onWindows ? WINDOWS_NAMES : NAMES);
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    // Windows names have no case, and are often written `Path`.
    const isWanted = onWindows ? wanted.has(name.toUpperCase()) : wanted.has(name) || name.startsWith('LC_');
    // A value that begins with `()` is a shell function, which old shells would run.
    if (isWanted && value !== undefined && !value.startsWith('()')) environment[name] = value;
  }
  return environment;
}
