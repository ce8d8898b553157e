import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.accord/**'],
    globalSetup: ['site/testing/global-setup.ts'],
    // Subjects are real processes and sockets; a slow machine must not look like a fault.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '.accord/tests.json' }]],
  },
});
