import { compileManPages } from './compile-outputs.ts'
import { makePublishVerb } from './publish-verb.ts'
import { relativeTo } from './relative-to.ts'
import type { Verb } from './verbs.ts'

const usage = `Usage: manproof man [PAGE...] [--check] [--out DIR]

Compile the man pages from the pages and the recorded outcomes. Nothing is run.
An example without recorded outcomes for its present text is an error, and nothing is written.

  --check    compare with what is on disk, byte by byte, instead of writing
  --out DIR  write to DIR/manN/ (default: the configuration's, else man)

Examples:
  manproof man
  manproof man --check
  manproof man --out /tmp/man gup-dax && man -M /tmp/man gup-dax

Exit status: 0 clean; 1 a page has errors, or --check found a difference; 2 wrong command line
or configuration; 3 DIR cannot be written.
`

/** `manproof man`. */
export const man: Verb = makePublishVerb({
  usage,
  command: 'manproof man',
  needsAll: false,
  compile: compileManPages,
  hint: (folder, io) => `man -M ${relativeTo(io.cwd, folder)} PAGE`,
})
