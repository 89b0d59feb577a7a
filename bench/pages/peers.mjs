// The other programs, with the command that compiles a folder of pages, `$FROM`, to `$TO`. Each is
// called as its manual recommends for many files; programs for one file are started once per page.
// `share` is the fraction of the pages for a slow program.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('all-at-once.mjs', import.meta.url))

const docutils = `
import os, sys
from docutils.core import publish_file
for name in os.listdir(sys.argv[1]):
    publish_file(source_path=os.path.join(sys.argv[1], name), writer_name='manpage',
        destination_path=os.path.join(sys.argv[2], name[:-4]))
`

/** Peers: `syntax` of their pages, `command` for bash, and `needs`, which tests for them. */
export const peers = [
  {
    name: 'scdoc',
    syntax: 'scdoc',
    needs: 'command -v scdoc',
    command: 'for f in $FROM/*; do scdoc < $f > $TO/$(basename $f .scd); done',
    how: 'one process per page',
  },
  {
    name: 'marked-man',
    syntax: 'markdown',
    needs: `node ${script} marked-man /var/empty-folder-that-is-not-there /tmp 2>&1 | grep -q ENOENT`,
    command: `node ${script} marked-man $FROM $TO`,
    how: 'one process',
  },
  {
    name: 'lowdown',
    syntax: 'lowdown',
    needs: 'command -v lowdown',
    command: 'for f in $FROM/*; do lowdown -s -Tman -o $TO/$(basename $f .md) $f; done',
    how: 'one process per page',
  },
  {
    name: 'asciidoctor',
    syntax: 'asciidoctor',
    needs: 'command -v asciidoctor',
    command: 'asciidoctor -b manpage -D $TO $FROM/*',
    how: 'one process',
  },
  {
    name: 'asciidoctor, twice at once',
    syntax: 'asciidoctor',
    needs: 'command -v asciidoctor',
    command:
      'ls $FROM/* | xargs -P 2 -n $(($(ls $FROM | wc -l) / 2 + 1)) asciidoctor -b manpage -D $TO',
    how: 'two processes',
  },
  {
    name: 'remark-man',
    syntax: 'markdown',
    needs: 'command -v node',
    command: `node ${script} remark-man $FROM $TO`,
    how: 'one process, remark-gfm',
    share: 0.2,
  },
  {
    name: 'docutils',
    syntax: 'docutils',
    needs: 'python3 -c "import docutils"',
    command: `python3 -c "${docutils}" $FROM $TO`,
    how: 'one process',
    share: 0.2,
  },
  {
    name: 'pandoc',
    syntax: 'pandoc',
    needs: 'command -v pandoc',
    command: 'for f in $FROM/*; do pandoc -s -t man -o $TO/$(basename $f .md) $f; done',
    how: 'one process per page',
    share: 0.03,
  },
]

/** Whether a peer is installed. */
export function isHere({ needs }) {
  return spawnSync('bash', ['-c', needs], { stdio: 'ignore' }).status === 0
}
