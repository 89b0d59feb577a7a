import type { Context } from '../context.ts'
import { caller } from '../context.ts'
import { find, needInode, needOfd, needProcess, rulesOf } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { shownPath } from '../file/path.ts'
import { targetType } from '../lease/lease.ts'
import type { Alternative } from '../outcome.ts'
import type { Lease, ProcessState, State } from '../state.ts'

/** Text of a file of /proc, or an errno. */
export type ProcText =
  | { readonly text: string; readonly oneOf?: readonly Alternative[] }
  | { readonly code: Errno }

const typeNames = ['READ', 'WRITE', 'UNLCK'] as const

function leaseLine(state: State, lease: Lease, ino: number): string {
  const what = lease.pending === undefined ? 'ACTIVE  ' : 'BREAKING'
  // Until 5.17, the kernel printed the held type of a lease being broken, padded to five columns.
  const held = rulesOf(state).procLocksBreaking.value === 'held'
  const type = held ? typeNames[lease.type].padEnd(5) : typeNames[targetType(lease)]
  return `LEASE  ${what}  ${type} ${lease.pid} 00:2a:${ino} 0 EOF\n`
}

function breakerLines(state: State, lease: Lease, index: number): string {
  return state.sleepers
    .filter(({ wait }) => wait.for === 'lease' && wait.lease === lease.lease)
    .map(({ wait, process }) => {
      const { pid } = needProcess(state, process)
      return `${index}: -> LEASE  BREAKER   ${wait.write ? 'WRITE' : 'READ'} ${pid} <none>:0 0 EOF\n`
    })
    .join('')
}

/**
 * /proc/locks.
 *
 * @see fs/locks.c lock_get_status, v6.12; measured on 6.18: `1: LEASE  BREAKING  UNLCK …`, and
 *   `1: -> LEASE  BREAKER   WRITE …` while a breaker waits
 */
function procLocks(state: State): string {
  let text = ''
  let index = 0
  for (const inode of Object.values(state.inodes)) {
    for (const lease of inode.leases) {
      index += 1
      text += `${index}: ${leaseLine(state, lease, inode.ino)}${breakerLines(state, lease, index)}`
    }
  }
  return text
}

/** Descriptor number of the uverbs device, which is not in the table of the process. */
export const uverbsFd = 100

/** /proc/PID/file_pins, as v2 patch 18 prints it: owner, then one indented line for each file. */
function filePins(state: State, target: ProcessState): string {
  // The list belongs to the open file of the context, so its receivers show the same list.
  const contexts = new Set([target.context])
  for (const pin of state.pins) {
    if (pin.kind === 'mr' && pin.holders.includes(target.name)) contexts.add(pin.context)
  }
  const records = state.records.filter(({ context }) => contexts.has(context))
  if (records.length === 0) return ''
  const lines = records.map(({ ofd }) => `   ${shownPath(needOfd(state, ofd).path)}\n`)
  return `${uverbsFd}: /dev/infiniband/uverbs0\n${lines.join('')}`
}

/** Allowed indents: the patch uses three spaces, the cover letter a tab. */
function indented(text: string): readonly Alternative[] {
  return [
    { value: text, reason: 'v2 patch 18' },
    { value: text.replaceAll('   ', '\t'), reason: 'v2 cover letter' },
  ]
}

function fdInfo(state: State, target: ProcessState, fd: string): ProcText {
  const entry = find(target.fds, fd)
  if (entry === undefined) return { code: 'ENOENT' }
  const ofd = needOfd(state, entry.ofd)
  const flags = (ofd.flags | (entry.cloexec ? 0o2000000 : 0)).toString(8)
  const locks = needInode(state, ofd.ino)
    .leases.filter((lease) => lease.ofd === entry.ofd)
    .map((lease, index) => `lock:\t${index + 1}: ${leaseLine(state, lease, ofd.ino)}`)
  return { text: `pos:\t0\nflags:\t0${flags}\nmnt_id:\t42\nino:\t${ofd.ino}\n${locks.join('')}` }
}

function processFile(context: Context, who: string, file: string): ProcText {
  const { state } = context.draft
  const reader = caller(context)
  const target =
    who === 'self'
      ? reader
      : Object.values(state.processes).find(
          ({ pid, status }) => String(pid) === who && status === 'running',
        )
  if (target === undefined) return { code: 'ENOENT' }
  const mayTrace = reader.uid === 0 || reader.uid === target.uid
  if (file === 'file_pins') {
    if (!context.draft.rules.filePins.value) return { code: 'ENOENT' }
    if (!mayTrace) return { code: 'EACCES' }
    const text = filePins(state, target)
    return text === '' ? { text } : { text, oneOf: indented(text) }
  }
  const fd = /^fdinfo\/(\d+)$/.exec(file)?.[1]
  if (fd === undefined) return { code: 'ENOENT' }
  return mayTrace ? fdInfo(state, target, fd) : { code: 'EACCES' }
}

/** Read a file below /proc. */
export function readProcFile(context: Context, path: string): ProcText {
  const { state } = context.draft
  if (path === '/proc/locks') return { text: procLocks(state) }
  if (path === '/proc/sys/fs/lease-break-time') return { text: `${state.leaseBreakTime}\n` }
  if (path === '/proc/sys/fs/leases-enable') return { text: state.leasesEnable ? '1\n' : '0\n' }
  const match = /^\/proc\/(self|\d+)\/(?:task\/\d+\/)?(.+)$/.exec(path)
  const [, who, file] = match ?? []
  return who === undefined || file === undefined
    ? { code: 'ENOENT' }
    : processFile(context, who, file)
}
