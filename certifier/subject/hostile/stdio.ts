/** Starts one of the hostile servers over stdio; the argument says which. Tells its process id on stderr first. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { answerTo, read } from './good.ts';
import { line, SERVERS, type Send } from './servers.ts';

const [which = ''] = process.argv.slice(2);
const hostile = SERVERS[which];
if (hostile === undefined) throw new Error(`no hostile server is called ${which}`);
process.stderr.write(`pid ${process.pid}\n`);
// Whoever reads us may stop reading; a hostile server goes on regardless.
process.stdout.on('error', () => undefined);
if (which === 'ignores-sigterm-and-forks') {
  process.on('SIGTERM', () => undefined);
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM',()=>{});setInterval(()=>{},1000)"], {
    stdio: 'inherit',
  });
  process.stderr.write(`pid ${child.pid}\n`);
  // The end of its input does not end it either.
  setInterval(() => undefined, 1000);
}
createInterface({ input: process.stdin }).on('line', (text) => {
  const message = read(text);
  const send: Send = (bytes) => void process.stdout.write(bytes);
  if ('refusal' in message) send(line(message.refusal));
  else hostile(message, answerTo(message), send);
});
