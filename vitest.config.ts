import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['prisma/test-servers.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Servers of the tests share two cores with them: a few files at a time.
    maxWorkers: 2,
    include: ['{engine,bots,admin,prisma,bench}/**/*.test.ts', '*.test.ts'],
  },
});
