import { setTimeout } from 'node:timers/promises'
import type { Machine } from './start-machine.ts'

export interface Monitor {
  /** Execute a QMP command; rejects with the error of the emulator. */
  execute(command: string, words?: Readonly<Record<string, unknown>>): Promise<unknown>
}

interface Answer {
  readonly return?: unknown
  readonly error?: { readonly desc: string }
}

/** Connect to the emulator. @see docs/interop/qmp-spec.rst of QEMU */
export async function openMonitor(machine: Machine): Promise<Monitor> {
  const waiting: ((answer: Answer) => void)[] = []
  let rest = ''
  machine.monitor.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const answer = JSON.parse(line) as Answer
      if ('return' in answer || 'error' in answer) waiting.shift()?.(answer)
    }
  })
  void machine.ended.then((reason) => {
    for (const answer of waiting.splice(0)) answer({ error: { desc: reason } })
  })
  const execute: Monitor['execute'] = async (command, words = {}) => {
    const answer = new Promise<Answer>((resolve) => waiting.push(resolve))
    machine.monitor.write(`${JSON.stringify({ execute: command, arguments: words })}\n`)
    const { return: value, error } = await answer
    if (error !== undefined) throw new Error(`Cannot do \`${command}\`: ${error.desc}`)
    return value
  }
  await execute('qmp_capabilities')
  return { execute }
}

// Memory and disks are already in files; the rest of the state is small.
const capabilities = { capabilities: [{ capability: 'x-ignore-shared', state: true }] }
const pollMs = 20

/**
 * Write the state of a machine to a file, and end the machine.
 *
 * It is not stopped first, so a guest that resumes the state runs at once.
 *
 * @see https://www.qemu.org/docs/master/devel/migration/features.html, ignore-shared
 */
export async function saveState(monitor: Monitor, path: string): Promise<void> {
  await monitor.execute('migrate-set-capabilities', capabilities)
  await monitor.execute('migrate', { uri: `exec:cat > '${path.replaceAll("'", "'\\''")}'` })
  for (;;) {
    const answer = (await monitor.execute('query-migrate')) as { status?: string }
    if (answer.status === 'completed') break
    if (answer.status === 'failed') throw new Error('Cannot save the state of a guest')
    await setTimeout(pollMs)
  }
  await monitor.execute('quit').catch(() => {}) // it can exit before it replies
}

/** Resume a state that `saveState` has written, open as descriptor `fd` of the machine. */
export async function loadState(monitor: Monitor, fd: number): Promise<void> {
  await monitor.execute('migrate-set-capabilities', capabilities)
  await monitor.execute('migrate-incoming', { uri: `fd:${fd}` })
}
