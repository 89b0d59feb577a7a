import type { Verb } from './verb.ts'

/** A line of `manproof --help`; the verb itself is only loaded when it is asked for. */
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
    summary: 'run the examples, compare with the page and with the recorded outcomes',
    load: async () => (await import('./verbs/test.ts')).test,
  },
  check: {
    synopsis: 'check [PAGE...]',
    summary: 'rules and types of the pages; runs nothing',
    load: async () => (await import('./verbs/check.ts')).check,
  },
  man: {
    synopsis: 'man [PAGE...]',
    summary: 'write the man pages from recorded outcomes; --check compares only',
    load: async () => (await import('./verbs/man.ts')).man,
  },
  site: {
    synopsis: 'site [PAGE...]',
    summary: 'write the site from recorded outcomes; --check compares only',
    load: async () => (await import('./verbs/site.ts')).site,
  },
  list: {
    synopsis: 'list [PAGE...]',
    summary: 'print examples, labels and targets',
    load: async () => (await import('./verbs/list.ts')).list,
  },
  extract: {
    synopsis: 'extract [EXAMPLE]',
    summary: 'print an example of a rendered man page (standard input)',
    load: async () => (await import('./verbs/extract.ts')).extract,
  },
  reference: {
    synopsis: 'reference',
    summary: 'write the pages of a library from its docstrings; --check compares only',
    load: async () => (await import('./verbs/reference.ts')).reference,
  },
  doctor: {
    synopsis: 'doctor',
    summary: 'say which targets and tools work here, and what would make the others work',
    load: async () => (await import('./verbs/doctor.ts')).doctor,
  },
  replay: {
    synopsis: 'replay FILE',
    summary: 'replay a trace on a target (`-` reads standard input)',
    load: async () => (await import('./verbs/replay.ts')).replay,
  },
  explore: {
    synopsis: 'explore EXAMPLE|TRACE',
    summary: 'every order of the calls of an example or trace; judge a recorded output',
    load: async () => (await import('./verbs/explore.ts')).explore,
  },
  vm: {
    synopsis: 'vm WORD',
    summary: 'prepare guests with real FS-DAX, say what there is, stop them, remove them',
    load: async () => (await import('./verbs/vm.ts')).vm,
  },
}
