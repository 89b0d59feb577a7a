import type { Verb } from './verb.ts'

/** A line of `manproof --help`; the verb itself is loaded only if it runs. */
export interface VerbEntry {
  readonly synopsis: string
  readonly summary: string
  load(): Promise<Verb>
}

/** Every verb, in the order of the help. */
export const verbs: Readonly<Record<string, VerbEntry>> = {
  build: {
    synopsis: 'build',
    summary: 'check and run every example, then write the man pages and the site',
    load: async () => (await import('./verbs/build.ts')).build,
  },
  test: {
    synopsis: 'test [PAGE...]',
    summary: 'run the examples, and compare with the page and with the recorded outcomes',
    load: async () => (await import('./verbs/test.ts')).test,
  },
  check: {
    synopsis: 'check [PAGE...]',
    summary: 'check the rules and types of pages, without running anything',
    load: async () => (await import('./verbs/check.ts')).check,
  },
  man: {
    synopsis: 'man [PAGE...]',
    summary: 'write the man pages from recorded outcomes, or --check them',
    load: async () => (await import('./verbs/man.ts')).man,
  },
  site: {
    synopsis: 'site [PAGE...]',
    summary: 'write the site from recorded outcomes, or --check it',
    load: async () => (await import('./verbs/site.ts')).site,
  },
  list: {
    synopsis: 'list [PAGE...]',
    summary: 'list the examples with their labels and targets',
    load: async () => (await import('./verbs/list.ts')).list,
  },
  extract: {
    synopsis: 'extract [EXAMPLE]',
    summary: 'print an example of a rendered man page, read from standard input',
    load: async () => (await import('./verbs/extract.ts')).extract,
  },
  reference: {
    synopsis: 'reference',
    summary: 'write the pages of a library from its docstrings, or --check them',
    load: async () => (await import('./verbs/reference.ts')).reference,
  },
  doctor: {
    synopsis: 'doctor',
    summary: 'list the targets and tools that work here, and how to enable the others',
    load: async () => (await import('./verbs/doctor.ts')).doctor,
  },
  replay: {
    synopsis: 'replay FILE',
    summary: 'replay a trace on a target (`-` for standard input)',
    load: async () => (await import('./verbs/replay.ts')).replay,
  },
  explore: {
    synopsis: 'explore EXAMPLE|TRACE',
    summary: 'try every order of the calls of an example or trace, or judge a recorded output',
    load: async () => (await import('./verbs/explore.ts')).explore,
  },
  vm: {
    synopsis: 'vm WORD',
    summary: 'prepare, list, stop or remove guests with real FS-DAX',
    load: async () => (await import('./verbs/vm.ts')).vm,
  },
}
