import type { Driver, FileSystem, World } from '../../tools/driver/index.ts'
import type { Program } from './step.ts'

/** A world that programs share one after another, each with its own processes and files. */
export interface Room {
  readonly world: World
  readonly leaseBreakTime: number
  /** Number of programs for which it still has files. */
  left: number
}

/** Names of the files of a program. */
export const fileNames = ['f', 'g'] as const

/** Make a name of a program unique in the world. */
export function nameIn(room: Pick<Room, 'left'>, name: string): string {
  return `${name}_${room.left}`
}

/** Options of a room. */
export interface RoomOptions {
  readonly fs: FileSystem
  readonly leaseBreakTime: number
  /** Number of programs. */
  readonly programs: number
  /** Files of each program. */
  readonly files: Program['files']
}

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
