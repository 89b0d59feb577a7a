import type { Text } from 'mdast'
import { visit } from 'unist-util-visit'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'
import { placeInNode } from './place-in-node.ts'

/** Preferred terms, and other spellings; all may have a plural. */
const terms: Readonly<Record<string, string>> = {
  'bit mask': 'bitmask|bit-mask',
  'built-in': 'builtin',
  filename: 'file name',
  filesystem: 'file system|file-system',
  hostname: 'host name',
  inode: 'i-node',
  lowercase: 'lower case',
  'mount point': 'mountpoint',
  nonzero: 'non-zero',
  'null byte': 'nul byte|nul character|null character',
  pathname: 'path name',
  pseudoterminal: 'pseudo-terminal',
  'real-time': 'realtime',
  superblock: 'super block|super-block',
  superuser: 'super user|super-user',
  'symbolic link': 'symlink',
  timestamp: 'time stamp|time-stamp',
  timezone: 'time zone',
  uppercase: 'upper case',
  'user space': 'userspace|userland',
  username: 'user name',
  zeros: 'zeroes',
}

const preferred = new Map(
  Object.entries(terms).flatMap(([right, wrong]) => wrong.split('|').map((word) => [word, right])),
)
const pattern = new RegExp(String.raw`\b(${[...preferred.keys()].join('|')})s?\b`, 'gi')

/**
 * Warn of terms that manual pages spell in another way.
 *
 * @see man-pages(7), "Preferred terms", Linux man-pages 6.9
 */
export function checkTerms(spec: Spec): void {
  visit(spec.tree, 'text', (node) => checkText(spec, node))
}

function checkText(spec: Spec, node: Text): void {
  for (const match of node.value.replace(/\n/g, ' ').matchAll(pattern)) {
    const [word, wrong = ''] = match
    const right = preferred.get(wrong.toLowerCase()) ?? ''
    const place = placeInNode(spec, node, match.index, word.length)
    report(spec.file, 'style-term', `Unexpected \`${word}\`, expected \`${right}\``, place)
  }
}
