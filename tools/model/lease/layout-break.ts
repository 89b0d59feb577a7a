import { PAGE } from '../constants.ts'
import type { Context, Reply, Sleep } from '../context.ts'
import { caller } from '../context.ts'
import type { Draft } from '../draft.ts'
import { edit, needInode } from '../draft.ts'
import { fileSystems } from '../file/file-system.ts'
import { isPinned } from '../file/frames.ts'
import { keysWithin, pageEnd, withoutKeys } from '../file/page-table.ts'
import { isBusy } from '../process/wake.ts'
import type { LayoutFamily, LayoutOperation, LayoutStep } from '../profiles/profile.ts'
import type { Inode, Mutable, State, Wait } from '../state.ts'
import type { Breaker, BreakResult } from './break-lease.ts'
import { breakLease, resumeBreak, sleepOn } from './break-lease.ts'

/** An operation on the layout of a file; bytes. */
export interface LayoutChange {
  readonly op: LayoutOperation
  readonly ino: number
  readonly offset: number
  readonly length: number
}

/** Whether a call resumes within its layout break. */
export function isLayoutStage(stage: string): boolean {
  return stage !== '' && stage.startsWith('layout:')
}

/** State of the call to keep in a sleep. */
export type Kept = Pick<Sleep, 'vars' | 'ofd' | 'writes'>

function isMapped(state: State, ino: number): boolean {
  return state.maps.some((map) => map.ino === ino)
}

function applies(step: LayoutStep, state: State, inode: Inode): boolean {
  if (step.when === 'always') return true
  return inode.dax && (step.when === 'dax' || isMapped(state, inode.ino))
}

/** Unmap the whole file, whatever the range, as dax_layout_busy_page does. */
function unmapFile(draft: Draft, ino: number): void {
  const { maps } = draft.state
  for (let key = 0; key < maps.length; key += 1) {
    const map = maps[key]
    if (map?.ino !== ino) continue
    const kept = withoutKeys(map.present, 0, map.length / PAGE, map.copies)
    if (kept !== map.present) edit(draft, 'maps', key).present = kept
  }
}

/**
 * First busy page of the scanned part.
 *
 * @see v1 patch 6: the last page is first + (length >> 12), inclusive, so an aligned range tests
 *   one page too many, and an unaligned one can miss its last
 */
function busyFrame(draft: Draft, change: LayoutChange): number | undefined {
  if (draft.state.pins.length === 0) return undefined
  const inode = needInode(draft.state, change.ino)
  const { pages } = inode
  const whole = draft.rules.busyRange.value === 'file'
  const first = whole ? 0 : Math.floor(change.offset / PAGE)
  const last = whole ? pageEnd(inode) : first + Math.floor(change.length / PAGE)
  for (const index of keysWithin(pages, first, last + 1)) {
    const frame = pages[index]
    if (frame !== undefined && isPinned(draft.state, frame)) return frame
  }
  return undefined
}

function isLongterm(state: State, frame: number): boolean {
  return state.pins.some((pin) => pin.longterm && pin.pages.some((page) => page.frame === frame))
}

function busyStep(context: Context, change: LayoutChange): Reply | undefined {
  const { draft } = context
  unmapFile(draft, change.ino)
  const frame = busyFrame(draft, change)
  if (frame === undefined) return undefined
  const verdict = draft.rules.busyVerdict.value
  const refused = verdict === 'refuse' || (verdict !== 'wait' && isLongterm(draft.state, frame))
  if (refused) return { code: 'ETXTBSY' }
  const wait = {
    for: 'page',
    ino: change.ino,
    frame,
    interruptible: true,
    holdsInode: true,
    holdsFaults: false,
  } as const
  return { sleep: { stage: '', wait } }
}

function leaseReply(draft: Draft, family: LayoutFamily, result: BreakResult): Reply | undefined {
  if ('clear' in result) return undefined
  if ('code' in result) {
    return draft.rules.exclusiveRefusal.value[family] === 'swallowed' ? undefined : result
  }
  const locked = draft.rules.leaseWaitLocks.value[family] === 'kept'
  const interruptible = draft.rules.leaseInterrupt.value[family] !== 'not-noticed'
  return { sleep: { stage: '', wait: sleepOn(result.wait, interruptible, locked) } }
}

function leaseStep(
  context: Context,
  change: LayoutChange,
  family: LayoutFamily,
  resumed: boolean,
): Reply | undefined {
  const { draft } = context
  const { pid } = caller(context)
  const breaker: Breaker = { ino: change.ino, layout: true, write: true, pid, nonblock: false }
  if (!resumed) return leaseReply(draft, family, breakLease(draft, breaker))
  if (!context.interrupted) return leaseReply(draft, family, resumeBreak(draft, breaker))
  // v1 patch 5 ignores the result of the break: an interrupted wait continues with the page test.
  return draft.rules.leaseInterrupt.value[family] === 'goes-on' ? undefined : { code: 'EINTR' }
}

/** Whether a signal ended the wait before the page was idle; an interrupted waiter checks again. */
function isCutShort({ draft, interrupted, wait }: Context): boolean {
  return interrupted && (wait?.frame === undefined || isBusy(draft.state, wait.ino, wait.frame))
}

const stages: readonly string[] = ['layout:0', 'layout:1']

function sleepWith(wait: Wait, index: number, kept: Kept, old?: number): Sleep {
  const { vars, ofd, writes } = kept
  const sleep: Mutable<Sleep> = { stage: stages[index] ?? `layout:${index}`, wait }
  if (old !== undefined) sleep.vars = vars === undefined ? { old } : { ...vars, old }
  else if (vars !== undefined) sleep.vars = vars
  if (ofd !== undefined) sleep.ofd = ofd
  if (writes !== undefined) sleep.writes = writes
  return sleep
}

/**
 * Run the layout-break code of the filesystem before an operation.
 *
 * @param old
 *   Size to keep in a sleep.
 * @returns
 *   Undefined if the operation can proceed; a sleeping call resumes in stage `layout:N`.
 */
export function breakLayout(
  context: Context,
  change: LayoutChange,
  kept: Kept = {},
  old?: number,
): Reply | undefined {
  const { draft, stage } = context
  const { family } = fileSystems[draft.state.fs]
  const steps = draft.rules.layoutSteps.value[family][change.op]
  let resumed = isLayoutStage(stage)
  for (let index = resumed ? Number(stage.slice(7)) : 0; index < steps.length; index += 1) {
    const step = steps[index]
    const waiting = resumed
    resumed = false
    if (step === undefined) continue
    const leaseResumed = waiting && step.step === 'lease'
    if (step.step === 'busy' && waiting && isCutShort(context)) return { code: 'EINTR' }
    const inode = needInode(draft.state, change.ino)
    if (!leaseResumed && !applies(step, draft.state, inode)) continue
    const reply =
      step.step === 'busy'
        ? busyStep(context, change)
        : leaseStep(context, change, family, leaseResumed)
    if (reply === undefined) continue
    if ('sleep' in reply) return { sleep: sleepWith(reply.sleep.wait, index, kept, old) }
    return reply
  }
  return undefined
}
