import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Run a bash command and return `{seconds, processor}`: wall-clock time, and the processor time of
 * all its processes.
 */
export function runTimed(command, { cwd, env = {} }) {
  const timed = `TIMEFORMAT='%R %U %S'; time { ${command}; } >/dev/null 2>$LOG`
  const options = { cwd, env: { ...process.env, LOG: '/dev/null', ...env }, encoding: 'utf8' }
  const { stderr, status } = spawnSync('bash', ['-c', timed], options)
  if (status !== 0) throw new Error(`Unexpected status ${status} of \`${command}\`, expected 0`)
  const [seconds, user, system] = stderr.trim().split(/\s+/).slice(-3).map(Number)
  return { seconds, processor: user + system }
}

/** Peak resident memory of a program in MiB, sampled every 20 ms. */
export async function peakMemory(program, args, cwd) {
  const child = spawn(program, args, { cwd, stdio: 'ignore' })
  let peak = 0
  const look = setInterval(() => {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(statusOf(child.pid)) ?? []
    peak = Math.max(peak, Number(kib ?? 0))
  }, 20)
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`Unexpected status ${code} of \`${program}\`, expected 0`)
  return Math.round(peak / 1024)
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'latin1')
  } catch {
    return ''
  }
}
