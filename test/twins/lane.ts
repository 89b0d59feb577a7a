import fc from 'fast-check'
import type { Driver, FileSystem, SimProfile } from '../../tools/driver/index.ts'
import { anyLeaseProgram } from './any-lease-program.ts'
import { anyPageProgram } from './any-page-program.ts'
import { explanationOf } from './differences.ts'
import { type Difference, judge } from './judge.ts'
import { type Played, play } from './play.ts'
import { reduce } from './reduce.ts'
import { openRoom } from './room.ts'
import type { Program } from './step.ts'

/** One target and filesystem, with results so far. */
export interface Lane {
  readonly target: string
  readonly fs: FileSystem
  readonly driver: Driver
  readonly profile: SimProfile
  readonly release: string
  /** Calls that the target cannot make. */
  readonly lacks: readonly string[]
  programs: number
  calls: number
  seconds: number
  readonly explained: Map<string, number>
  /** Programs that did not differ when run again. */
  unstable: number
  /** Differences that nothing explains. */
  found: number
}

/** A difference without an explanation. */
export interface Found {
  readonly difference: Difference
  readonly played: Played
}

/** Number of programs of a batch, which share a world. */
export const batchSize = 40

/** Make the random programs of a seed. */
export function programsOf({ target, fs, lacks }: Lane, seed: number): readonly Program[] {
  // Pauses take real time, so only a few programs of some batches have any.
  const pauses = seed % 50 === 0
  const arbitrary =
    target === 'host' ? anyLeaseProgram({ fs, pauses, users: true }) : anyPageProgram(fs)
  const programs = fc.sample(arbitrary, { seed, numRuns: pauses ? 4 : batchSize })
  if (lacks.length === 0) return programs
  return programs.map((program) => ({
    ...program,
    steps: program.steps.filter(({ call }) => !lacks.includes(call)),
  }))
}

function leaseBreakTime(program: Program): number {
  return program.steps.some(({ process }) => process === undefined) ? 1 : 45
}

async function runAlone(lane: Lane, program: Program): Promise<Found | undefined> {
  const room = await openRoom(lane.driver, {
    fs: lane.fs,
    leaseBreakTime: leaseBreakTime(program),
    programs: 1,
    files: program.files,
  })
  try {
    const played = await play(room, program)
    const difference = judge(lane.profile, played)
    const known = difference && explanationOf(difference)
    return difference === undefined || known !== undefined ? undefined : { difference, played }
  } finally {
    await room.world[Symbol.asyncDispose]()
  }
}

async function playAll(lane: Lane, programs: readonly Program[]): Promise<readonly Played[]> {
  const room = await openRoom(lane.driver, {
    fs: lane.fs,
    leaseBreakTime: programs.some((each) => leaseBreakTime(each) === 1) ? 1 : 45,
    programs: programs.length,
    files: programs[0]?.files ?? [],
  })
  try {
    const all: Played[] = []
    for (const program of programs) all.push(await play(room, program))
    return all
  } finally {
    await room.world[Symbol.asyncDispose]()
  }
}

/** Run the programs of a seed, and shrink a difference without an explanation. */
export async function runBatch(lane: Lane, seed: number): Promise<Found | undefined> {
  const began = performance.now()
  const programs = programsOf(lane, seed)
  const suspects: Program[] = []
  for (const [index, played] of (await playAll(lane, programs)).entries()) {
    lane.programs += 1
    lane.calls += played.input.length - 1
    const difference = judge(lane.profile, played)
    if (difference === undefined) continue
    const known = explanationOf(difference)
    if (known === undefined) suspects.push(programs[index] as Program)
    else lane.explained.set(known.id, (lane.explained.get(known.id) ?? 0) + 1)
  }
  lane.seconds += (performance.now() - began) / 1000
  for (const program of suspects) {
    const found = await again(lane, program)
    if (found !== undefined) {
      lane.found += 1
      return found
    }
    lane.unstable += 1
  }
  return undefined
}

/** Run a program in its own world, and shrink it if it still differs. */
async function again(lane: Lane, program: Program): Promise<Found | undefined> {
  let found: Found | undefined
  for (let tries = 0; tries < 3; tries += 1) found ??= await runAlone(lane, program)
  if (found === undefined) return undefined
  await reduce(program, async (shorter) => {
    const result = await runAlone(lane, shorter)
    found = result ?? found
    return result !== undefined
  })
  return found
}
