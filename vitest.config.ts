import { defineConfig } from 'vitest/config';
import { NoneRan } from './site/testing/none-ran.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.accord/**'],
    globalSetup: ['site/testing/global-setup.ts'],
    // Subjects are real processes and sockets; a slow machine must not look like a fault.
    testTimeout: 60_000,
    // One of them builds the whole site, beside everything else that runs.
    hookTimeout: 600_000,
    reporters: ['default', ['json', { outputFile: '.accord/tests.json' }], new NoneRan()],
  },
});
