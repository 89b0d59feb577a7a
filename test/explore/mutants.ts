import type { OutputLine } from '../../tools/explore/index.ts'

/** An output with one change. */
export interface Mutant {
  readonly what: string
  readonly output: readonly OutputLine[]
}

const errnos = ['EINVAL', 'EAGAIN', 'EPERM', 'ETXTBSY', 'EBADF', 'EINTR', 'EDEADLOCK']

/** List the changes of one line, each with its name. */
function changesOf(line: OutputLine, processes: readonly string[]): [string, OutputLine][] {
  const { errno, result, si_fd: fd, at, ...rest } = line
  const changes: [string, OutputLine][] = []
  if (errno !== undefined) {
    for (const other of errnos) {
      if (other !== errno) changes.push([`errno ${other}`, { ...rest, errno: other, at }])
    }
    changes.push(['refused to returned', { ...rest, result: 0, at }])
  }
  if (typeof result === 'number') {
    for (const by of [-1, 1]) changes.push([`result ${by}`, { ...rest, result: result + by, at }])
    changes.push(['returned to refused', { ...rest, errno: 'EINVAL', at }])
  }
  if (typeof fd === 'number') {
    for (const by of [-1, 1]) changes.push([`si_fd ${by}`, { ...rest, si_fd: fd + by, at }])
  }
  if (rest['signal'] !== undefined) {
    for (const process of processes) {
      if (process !== rest['process']) changes.push([`signal to ${process}`, { ...line, process }])
    }
    changes.push(['another signal', { ...line, signal: 'SIGUSR1' }])
  }
  return changes
}

/** Whether the order of two lines matters: a common call or process, or cause and effect. */
function isDependent(first: OutputLine, second: OutputLine): boolean {
  if (first['id'] !== undefined && first['id'] === second['id']) return true
  // The order of signals to different processes cannot be observed.
  const areSignals = 'signal' in first && 'signal' in second
  if (areSignals) return first['process'] === second['process']
  const causes = first['blocked'] === true || second['blocked'] === true
  const signals = 'signal' in first || 'signal' in second || 'killed' in first
  return causes || signals
}

/**
 * Make every output with one difference: a field, a line dropped or doubled, two lines swapped.
 *
 * @param arbitrary
 *   Calls whose result the kernel chooses, such as a process id.
 */
export function mutantsOf(
  output: readonly OutputLine[],
  processes: readonly string[],
  arbitrary: readonly unknown[] = [],
): Mutant[] {
  return output.flatMap((line, index) => {
    const around = (...lines: OutputLine[]): OutputLine[] => [
      ...output.slice(0, index),
      ...lines,
      ...output.slice(index + 1),
    ]
    const at = `line ${index}`
    const isFree = arbitrary.includes(line['id'])
    const changes = changesOf(line, processes).filter(([what]) => !isFree || !/^result /.test(what))
    const changed = changes.map(([what, other]) => ({
      what: `${at}: ${what}`,
      output: around(other),
    }))
    const mutants = [...changed, { what: `${at}: dropped`, output: around() }]
    if ('signal' in line) mutants.push({ what: `${at}: doubled`, output: around(line, line) })
    const next = output[index + 1]
    if (next !== undefined && isDependent(line, next)) {
      const swapped = [...output]
      swapped.splice(index, 2, next, line)
      mutants.push({ what: `${at}: swapped with the next`, output: swapped })
    }
    return mutants
  })
}
