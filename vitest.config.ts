import { availableParallelism } from 'node:os'
import { manproofProjects } from 'manproof/vitest'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import manual from './manproof.config.ts'

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // One a processor: what starts the workers waits, and many tests wait for a kernel or a guest. More
    // than four would wait for each other, since two guests run at once, and worlds of this machine
    // that change a setting of the kernel have it for themselves (docs/internals/machine.md).
    maxWorkers: Math.min(availableParallelism(), 4),
    // A machine that judges reads the counts from a file.
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: 'coverage/tests.json' },
    // Of the modules that do no I/O. What runs in workers and processes is judged by tests that watch those.
    coverage: {
      enabled: process.env['CI'] !== undefined,
      include: ['tools/{message,outcome,page,evidence,model,man}/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
      // A little below what was measured: new code without a test is noticed.
      thresholds: { statements: 97, branches: 92.5, functions: 97.5, lines: 98 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**', '**/fixtures/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          // These tests start the built program.
          globalSetup: ['test/cli/fresh-build.ts'],
          testTimeout: 120_000,
        },
      },
      ...manproofProjects({ targets: manual.targets ?? [] }),
    ],
  },
})

export default config
