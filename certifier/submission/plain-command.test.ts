/** Which commands start a program and nothing else, and which run what their arguments say. */
import { describe, expect, it } from 'vitest';
import { notPlain } from './plain-command.ts';

const found = (command: string): readonly string[] =>
  [...notPlain(command.split(' '))].map(([at, actual]) => `${at} ${actual}`);

describe('a command is plain', () => {
  it.each([
    'node server.js',
    'node --enable-source-maps dist/index.js -e production --print',
    'node -r ./register.js server.js -c x',
    'python3 -m acme_weather -c config.toml',
    'python3.12 server.py -c config.toml',
    'bun run server.ts',
    'deno run -A server.ts',
    'npx -y @acme/weather@1.4.2 start -c',
    'pnpm dlx @acme/weather@1.4.2',
    'yarn dlx @acme/weather@1.4.2',
    'uvx weather@1.4.2 --stdio',
    'docker run -i --rm ghcr.io/acme/weather@sha256:0 node dist/server.js',
    'java -jar weather.jar',
    'weather --port {port}',
    'shell-server',
    'env-mcp --data data:weather',
  ])('%s', (command) => {
    expect(found(command)).toEqual([]);
  });

  it.each([
    ['sh -c evil', '0 program sh, which runs what its arguments say'],
    ['/bin/BASH start', '0 program bash, which runs what its arguments say'],
    ['timeout 10 node server.js', '0 program timeout, which runs what its arguments say'],
    ['nohup ./server', '0 program nohup, which runs what its arguments say'],
    ['cmd.exe /c start.bat', '0 program cmd, which runs what its arguments say'],
    ['node start.sh', '1 shell script start.sh'],
    ['npm start', '0 npm start, which runs a script beside the artifact'],
    ['npm run serve', '0 npm run, which runs a script beside the artifact'],
    ['yarn weather', '0 yarn weather, which runs a script beside the artifact'],
    ['pnpm exec weather', '0 pnpm exec, which runs a script beside the artifact'],
    ['make serve', '0 make, which runs a script beside the artifact'],
    ['node -e evil', '1 code after -e'],
    ['node --enable-source-maps -pe evil', '2 code after -pe'],
    ['node --eval=evil', '1 code after --eval=evil'],
    ['node -r ./x -e evil', '3 code after -e'],
    ['nodejs --import=data:text/javascript,evil server.js', '1 code in an address'],
    ['python3.12 -c evil', '1 code after -c'],
    ['python -cevil', '1 code after -cevil'],
    ['deno eval evil', '1 code after eval'],
    ['bun -e evil', '1 code after -e'],
    ['perl -we evil', '1 code after -we'],
    ['ruby3.3 -e evil', '1 code after -e'],
    ['php -r evil', '1 code after -r'],
    ['lua5.4 -e evil', '1 code after -e'],
    ['npx -p @acme/weather@1.4.2 sh -c evil', '3 program sh, which runs what its arguments say'],
    ['npx --package=@acme/weather@1.4.2 -- node -e evil', '4 code after -e'],
    ['docker run --rm ghcr.io/acme/weather@sha256:0 bash -c evil', '4 program bash, which runs what its arguments say'],
  ])('and %s is not', (command, problem) => {
    expect(found(command)).toEqual([problem]);
  });
});
