import { spawnSync } from 'node:child_process'

/** Say which program is missing; `undefined` if none is. */
export function lackOf(names: readonly string[]): string | undefined {
  const missing = names.find((name) => {
    return spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0
  })
  return missing === undefined ? undefined : `\`${missing}\` is not installed`
}

/** Run a program on text. */
export function runTool(
  name: string,
  args: readonly string[],
  input = '',
): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr, error } = spawnSync(name, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '80' },
  })
  if (error) throw error
  return { stdout, stderr }
}
