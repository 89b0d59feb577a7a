import type { ChartLine, ChartTrace } from '../../tools/chart/index.ts'
import { nameConstants, openTarget, readTrace, replay } from '../../tools/driver/index.ts'

/** Run a trace in the simulator, and return it with its output. */
export async function traceOf(
  input: readonly ChartLine[],
  target = 'sim:rfc-v1',
): Promise<ChartTrace> {
  const text = input.map((line) => JSON.stringify(line)).join('\n')
  const output: ChartLine[] = []
  for await (const line of replay(readTrace(text), await openTarget(target))) output.push(line)
  return { input: input.map(nameConstants), output }
}

/** A holder with a layout lease and a pin, and a process that truncates. */
export const pinned: readonly ChartLine[] = [
  { world: { fs: 'ext4-dax', files: [{ name: 'f', size: 65536 }] } },
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDWR'], as: 'a' },
  { id: 2, process: 'A', call: 'fcntl', args: ['$a', 1024, 16] },
  { id: 3, process: 'A', call: 'mmap', args: ['$a', 0, 65536, 3, 1], as: 'm' },
  { id: 4, process: 'A', call: 'ibv_reg_mr', args: ['$m', 0, 65536, 1], as: 'r' },
  { id: 5, process: 'B', call: 'open', args: ['f', 2], as: 'b' },
  { id: 6, process: 'B', call: 'ftruncate', args: ['$b', 0], async: true },
  { id: 7, process: 'A', call: 'nextSignal' },
  { id: 8, call: 'advance', args: [45] },
]

/** Fork, spawn with options, settings, a process killed and one that ends itself. */
export const lives: readonly ChartLine[] = [
  { world: { files: [{ name: 'f', size: 10 }] } },
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
  { id: 2, process: 'A', call: 'fork', args: ['D'] },
  { id: 3, process: 'C', call: 'spawn', args: [{ uid: 1000 }] },
  { id: 4, process: 'C', call: 'truncate', args: ['f', 0] },
  { id: 5, call: 'set', args: [{ leaseBreakTime: 10 }] },
  { id: 6, process: 'D', call: 'pread', args: ['$a', 2, 0] },
  { id: 7, process: 'A', call: 'sigaction', args: ['SIGIO', 'default'] },
  { id: 8, process: 'C', call: 'exit' },
  { id: 9, process: 'D', call: 'kill', args: ['A', 'SIGIO'] },
  { id: 10, process: 'A', call: 'stat', args: ['f'] },
]

/** A holder that breaks its own lease and is killed in its sleep. */
export const self: readonly ChartLine[] = [
  { world: { fs: 'tmpfs', files: [{ name: 'f', size: 10 }] } },
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
  { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_RDLCK'] },
  { id: 3, process: 'A', call: 'truncate', args: ['f', 0], async: true },
  { id: 4, process: 'B', call: 'kill', args: ['A', 'SIGKILL'] },
]

/** A handler that uses results of earlier calls, and a variable whose call failed. */
export const handled: readonly ChartLine[] = [
  { world: { fs: 'ext4-dax', files: [{ name: 'f', size: 65536 }] } },
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDWR'], as: 'a' },
  { id: 2, process: 'A', call: 'mmap', args: ['$a', 0, 65536, 3, 1], as: 'm' },
  { id: 3, process: 'A', call: 'ibv_reg_mr', args: ['$m', 0, 65536, 1], as: 'none' },
  { id: 4, process: 'A', call: 'fcntl', args: ['$a', 1024, 16] },
  { id: 5, process: 'A', call: 'ibv_reg_mr', args: ['$m', 0, 65536, 1], as: 'r' },
  {
    id: 6,
    process: 'A',
    call: 'sigaction',
    args: [
      'SIGIO',
      [
        { call: 'ibv_dereg_mr', args: ['$r'] },
        { call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] },
      ],
    ],
  },
  { id: 7, process: 'A', call: 'ibv_dereg_mr', args: ['$none'] },
  { id: 8, process: 'A', call: 'fork', args: ['B'] },
  { id: 9, process: 'B', call: 'sigaction', args: ['SIGUSR1', [{ call: 'close', args: ['$a'] }]] },
]
