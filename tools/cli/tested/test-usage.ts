/** Shown by `manproof test --help`. */
export const testUsage = `Usage: manproof test [PAGE...] [--target NAME]... [--record | --update] [--watch]
                     [--shard I/N] [--reporter NAME | --json]

Type-check the examples, run them on every target they apply to, and compare the outcomes with
the page and with the recorded evidence.
PAGE is a path, NAME, NAME.SECTION or NAME(SECTION); the default is all pages.

  --target NAME    run on this target, or on the targets with this selector; repeatable
  --record         record the outcomes as evidence
  --update         rewrite the \`//=>\` comments with the outcomes, print the diff, and record
  --shard I/N      run only part I of N of the examples
  --reporter NAME  \`default\`, or \`json\` or \`tap\` for data on standard output
  --json           same as --reporter json
  --watch          run changed pages again until Ctrl-C

Examples:
  manproof test
  manproof test gup-dax --target host --target sim:linux-6.18
  manproof test --update docs/F_LAYOUT.2const.md
  manproof test --reporter tap | tee result.tap

Exit status:
  0  everything behaves as the pages say
  1  an example fails, a page has errors, or the evidence differs
  2  the command line or the configuration is wrong
  3  a target selected with --target ran nothing
`
