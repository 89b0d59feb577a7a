import { type Config, defineConfig, hostTarget, simTarget, vmTarget } from 'manproof/config'

const config: Config = defineConfig({
  targets: [
    simTarget('rfc-v1'),
    simTarget('rfc-v2'),
    simTarget('linux-6.1'),
    simTarget('linux-6.12'),
    simTarget('linux-6.18'),
    simTarget('linux-7.2'),
    hostTarget(),
    vmTarget('6.1'),
    vmTarget('6.12'),
    vmTarget('newest'),
  ],
  // What two modules export is told of on the page that comes first.
  reference: [
    {
      entry: 'tools/config.ts',
      from: 'manproof/config',
      page: 'docs/manproof-config.3.md',
      title: 'declare the pages and the targets of a manual',
      names: ['defineConfig', 'simTarget', 'hostTarget', 'vmTarget'],
    },
    {
      entry: 'tools/index.ts',
      from: 'manproof',
      page: 'docs/manproof-driver.3.md',
      title: 'processes with files, leases and pins, on a real or a simulated kernel',
      names: ['openWorld', 'openTarget', 'readTrace'],
    },
    {
      entry: 'tools/sim.ts',
      from: 'manproof/sim',
      page: 'docs/manproof-sim.3.md',
      title: 'test code that handles leases against a simulated kernel',
    },
    {
      entry: 'tools/fast-check.ts',
      from: 'manproof/fast-check',
      page: 'docs/manproof-fast-check.3.md',
      title: 'random programs of system calls, for fast-check',
      names: ['anyProgram', 'anyTrace', 'anyCommands'],
    },
    {
      entry: 'tools/man.ts',
      from: 'manproof/man',
      page: 'docs/manproof-man.3.md',
      title: 'compile Markdown to a manual page, as a plugin of unified',
      names: ['roff'],
    },
    {
      entry: 'tools/remark.ts',
      from: 'manproof/remark',
      page: 'docs/manproof-remark.3.md',
      title: 'read, check and compile pages of a manual with unified',
      names: ['presetPage', 'presetStyle', 'remarkPage', 'remarkEvidence', 'remarkOutcomes'],
    },
    {
      entry: 'tools/run/vitest/index.ts',
      from: 'manproof/vitest',
      page: 'docs/manproof-vitest.3.md',
      title: 'run the examples of pages as tests of Vitest',
      names: ['manproofPlugin', 'manproofProjects'],
    },
  ],
})

export default config
