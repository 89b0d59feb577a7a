/** Shown by `manproof test --help`. */
export const testUsage = `Usage: manproof test [PAGE...] [--target NAME]... [--record | --update] [--watch]
                     [--shard I/N] [--reporter NAME | --json]

Type-check the examples, run them on every target they apply to, and compare what happened
with the page and with what is recorded in the evidence.
A page is named by its path, or as NAME, NAME.SECTION or NAME(SECTION); none: all pages.

  --target NAME    only this target, or the targets that answer to this selector; repeatable
  --record         write what happened to the evidence
  --update         rewrite the \`//=>\` comments from what happened, print the diff, and record
  --shard I/N      only the Ith of N parts of the examples
  --reporter NAME  \`default\`, \`json\` or \`tap\`; data on standard output
  --json           the same as --reporter json
  --watch          run changed pages again, until Ctrl-C

Examples:
  manproof test
  manproof test gup-dax --target host --target sim:linux-6.18
  manproof test --update docs/F_LAYOUT.2const.md
  manproof test --reporter tap | tee result.tap

Exit status:
  0  everything is as the pages say
  1  an example fails, a page has errors, or the evidence differs
  2  the command line or the configuration is wrong
  3  a target that was asked for with --target ran nothing
`
