/** A report in the formats that were asked for. */
import type { Transcript } from '../certifier/evidence/transcript.ts';
import { FORMAT_FILE, type FormatContext, type FormatName, loadFormat } from '../certifier/report/format.ts';
import type { Report } from '../certifier/report/report.ts';
import { hasColour, print, widthOf } from './terminal.ts';

/** Loaded when there is something to show: the prose is most of what a run would hold meanwhile. */
const prose = async () => (await import('../certifier/catalogue/catalogue.ts')).catalogue;

type Shown = Pick<FormatContext, 'verbose' | 'place'>;

/** To stdout; with colour where stdout is a terminal and the format has it. */
export async function showReport(report: Report, transcript: Transcript, name: FormatName, more: Shown): Promise<void> {
  const format = await loadFormat(name);
  const terminal = { colour: hasColour(process.stdout), width: widthOf(process.stdout) };
  await print(format(report, { catalogue: await prose(), transcript, ...terminal, ...more }));
}

/** As files beside the transcript. report.json is always among them and is written by whoever has its bytes. */
export async function reportFiles(
  report: Report,
  transcript: Transcript,
  names: readonly FormatName[],
  more: Shown,
): Promise<readonly (readonly [file: string, text: string])[]> {
  const wanted = [...new Set(names)].filter((name) => name !== 'json');
  return Promise.all(
    wanted.map(async (name): Promise<readonly [string, string]> => {
      const format = await loadFormat(name);
      return [FORMAT_FILE[name], format(report, { catalogue: await prose(), transcript, ...more })];
    }),
  );
}
