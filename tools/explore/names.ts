import type { Event, State } from '../model/index.ts'

/** Path of an inode for messages. */
export function pathOf(state: State, ino: number): string {
  const found = Object.entries(state.paths).find(([, each]) => each === ino)
  return found === undefined ? `inode ${ino}` : found[0].replace(/^\/(?=.)/, '')
}

/** Actor and call of a step: `B in \`ftruncate\``. */
export function actorOf(before: State, event: Event): string {
  if (event.kind === 'call') return `${event.process} in \`${event.call}\``
  if (event.kind !== 'run') return event.kind === 'advance' ? 'the clock' : 'the administrator'
  const sleeper = before.sleepers.find(
    ({ id, process }) => process === event.process && (id ?? '(handler)') === event.id,
  )
  return sleeper === undefined ? event.process : `${event.process} in \`${sleeper.call}\``
}

/** Whether a process has the file mapped. */
export function isMapped(state: State, ino: number): boolean {
  return state.maps.some((map) => map.ino === ino)
}

/** Whether the filesystem of a state is FS-DAX. */
export function isDax(state: State): boolean {
  return state.fs.endsWith('-dax') && state.fs !== 'device-dax'
}
