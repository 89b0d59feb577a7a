import type { Driver, FileSystem, World } from '../../tools/driver/index.ts'
import type { Program } from './step.ts'

/** A world that programs share, one after the other: each has processes and files of its own. */
export interface Room {
  readonly world: World
  readonly leaseBreakTime: number
  /** Programs that it still has files for. */
  left: number
}

/** Names of the files that a program may have. */
export const fileNames = ['f', 'g'] as const

/** How a name of a program is told from that of another in one world. */
export function nameIn(room: Pick<Room, 'left'>, name: string): string {
  return `${name}_${room.left}`
}

/** What a room is opened for. */
export interface RoomOptions {
  readonly fs: FileSystem
  readonly leaseBreakTime: number
  /** How many programs. */
  readonly programs: number
  /** Files of each program. */
  readonly files: Program['files']
}

/** Open a room. */
export async function openRoom(driver: Driver, options: RoomOptions): Promise<Room> {
  const { fs, leaseBreakTime, programs, files } = options
  const world = await driver.openWorld({
    fs,
    leaseBreakTime,
    files: Array.from({ length: programs }, (_, index) =>
      files.map((file) => ({ ...file, name: nameIn({ left: index + 1 }, file.name) })),
    ).flat(),
  })
  return { world, leaseBreakTime, left: programs }
}
