/** RFCs in any number, all in order: text of a given length, headings, links, code, and what they rest on. The same every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { diskFiles } from '../files.ts';
import { type Process, padded, requireProcess } from '../process.ts';
import { renderTemplate } from '../rfc/template.ts';
import { ground } from '../testing.ts';

/** Words of a language without a meaning, so that nothing in them is a keyword by chance. */
const WORDS =
  'lorum ipsa dolo sitta amera consecta adipis elitta sedda eiusa tempora incida labora magnalia aliqua enima'.split(
    ' ',
  );

/** A linear congruence: small, and the same on every machine. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
};

const paragraph = (words: number, next: () => number): string => {
  const sentence = Array.from({ length: words }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  return `${sentence.replace(/^./, (first) => first.toUpperCase())}.`;
};

const nameOf = (process: Process, number: number): string => `${padded(process, number)}-number-${number}.md`;

/** About this many words, in paragraphs of sixty. It rests on one of those that were generated before it. */
const rfcText = (process: Process, number: number, words: number, first: number): string => {
  const next = random(number);
  const before = number - first;
  const requires = before > 2 ? [first + Math.floor(next() * before)] : [];
  const front = {
    number,
    title: `Number ${number}`,
    type: 'standards',
    status: 'draft',
    authors: ['The editors (open seats)'],
    group: 'example',
    created: '2026-11-01',
    history: [{ status: 'draft', date: '2026-11-01' }],
    ...(requires.length === 0 ? {} : { requires }),
  };
  const link = requires.map((other) => `It rests on [RFC ${other}](${nameOf(process, other)}#summary).`).join(' ');
  const parts = ['## Summary', paragraph(40, next), link, '## Motivation', paragraph(60, next), '## Specification'];
  parts.push(process.bcp14.boilerplate);
  const sections = Math.round((words - 200) / 130);
  for (let index = 0; index < sections; index += 1)
    parts.push(
      `### Part ${index + 1}`,
      `It MUST be ${paragraph(60, next).toLowerCase()}`,
      `- ${paragraph(30, next)}\n- ${paragraph(30, next)} See \`code\` and [the summary](#summary).`,
      ...(index % 3 === 0 ? ['```json\n{ "part": 1 }\n```'] : []),
    );
  return `---\n${stringify(front)}---\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
};

export const generate = (root: string, count: number, words: number): void => {
  const texts = ground();
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const process = requireProcess(diskFiles(root));
  writeFileSync(join(root, 'rfcs', process.numbering.template), renderTemplate(process));
  for (let number = 1; number <= count; number += 1)
    writeFileSync(join(root, 'rfcs', nameOf(process, number)), rfcText(process, number, words, 1));
};

/** The same, behind those that stand in a checkout: `count` of them, with the group that they name. The file of each, in order. */
export const generateBehind = (root: string, first: number, count: number, words: number): readonly string[] => {
  const process = requireProcess(diskFiles(root));
  for (const [path, text] of Object.entries(ground())) {
    if (!path.startsWith('working-groups/')) continue;
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Array.from({ length: count }, (_, index) => {
    const file = join(root, 'rfcs', nameOf(process, first + index));
    writeFileSync(file, rfcText(process, first + index, words, first));
    return file;
  });
};
