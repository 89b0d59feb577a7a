import { expect, test } from 'vitest'
import { readTrace, TraceError } from '../../../tools/driver/index.ts'

function problemsOf(text: string): string[] {
  try {
    readTrace(text)
    return []
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    return error.message.split('\n')
  }
}

const open = '{"id": 1, "process": "A", "call": "open", "args": ["f", "O_RDWR"], "as": "a"}'

test('a trace has settings of the world, and calls with numbers for names', () => {
  const text = [
    '{"world": {"fs": "ext4-dax", "leaseBreakTime": 45}}',
    '{"id": 1, "process": "A", "call": "open", "args": ["f", "O_RDWR|O_CREAT", 384], "as": "a"}',
    '',
    '{"id": "two", "process": "A", "call": "fcntl", "args": ["$a", "F_SETLEASE", "F_LAYOUT"]}',
    '{"id": 3, "process": "B", "call": "kill", "args": ["A", "SIGRTMIN+1"], "async": true}',
    '{"id": 4, "call": "advance", "args": [45]}',
  ].join('\n')
  expect(readTrace(text)).toEqual({
    world: { fs: 'ext4-dax', leaseBreakTime: 45 },
    calls: [
      { id: 1, process: 'A', call: 'open', args: ['f', 66, 384], as: 'a', async: false, line: 2 },
      {
        id: 'two',
        process: 'A',
        call: 'fcntl',
        args: [{ $: 'a' }, 1024, 16],
        async: false,
        line: 4,
      },
      { id: 3, process: 'B', call: 'kill', args: [{ $pid: 'A' }, 35], async: true, line: 5 },
      { id: 4, call: 'advance', args: [45], async: false, line: 6 },
    ],
  })
})

test('a byte order mark, Windows line ends and empty lines are ignored', () => {
  const lines = [open, '{"id": 2, "process": "A", "call": "close", "args": ["$a"]}']
  const plain = readTrace(lines.join('\n')).calls.map(({ line, ...call }) => call)
  const other = readTrace(`\uFEFF${lines.join('\r\n\r\n')}\r\n`).calls.map(
    ({ line, ...call }) => call,
  )
  expect(other).toEqual(plain)
})

test('`$B.pid` can precede the first call of B, and be part of a path of /proc', () => {
  const { calls } = readTrace(
    [
      open,
      '{"id": 2, "process": "A", "call": "fcntl", "args": ["$a", "F_SETOWN", "$B.pid"]}',
      '{"id": 3, "process": "A", "call": "readFile", "args": ["/proc/$B.pid/file_pins"]}',
      '{"id": 4, "process": "B", "call": "exit"}',
    ].join('\n'),
  )
  expect(calls[1]?.args).toEqual([{ $: 'a' }, 8, { $pid: 'B' }])
  expect(calls[2]?.args).toEqual(['/proc/$B.pid/file_pins'])
})

test.each([
  ['{"id": 1, "process": "A" "call": "open"}', '1:26: Unexpected `"`, expected `,` or `}`'],
  [
    '{"id": 1, "process": "A',
    '1:22: Unexpected unterminated string or bad escape, expected a JSON value',
  ],
  ['{"id": 1,', '1:10: Unexpected end of line, expected a key in double quotes'],
  ['[1, 2] 3', '1:8: Unexpected `3`, expected end of line'],
  ['{"id": 1, "id": 2}', '1:11: Unexpected duplicate key `id`'],
  ['7', '1:1: Unexpected `7`, expected an object'],
  [
    '{"id": 1, "process": "A", "call": "opne", "args": ["f", 0]}',
    '1:35: Unexpected call `opne`, expected `open`',
  ],
  [
    '{"id": 1, "process": "A", "call": "open", "arg": ["f", 0], "args": ["f", 0]}',
    '1:43: Unexpected key `arg`, expected `args`',
  ],
  [
    '{"id": 1, "process": "A", "call": "open", "args": ["f", "O_RDWR|O_CRAET"]}',
    '1:65: Unexpected name `O_CRAET`, expected `O_CREAT`',
  ],
  [
    '{"id": 1, "process": "A", "call": "close", "args": ["$a"]}',
    '1:53: Unexpected name `a`, expected a known name',
  ],
  [
    '{"id": 1, "process": "A", "call": "close", "args": ["a"]}',
    '1:54: Unexpected name `a`, expected a known name',
  ],
  [
    '{"process": "A", "call": "close", "args": [3]}',
    '1:1: Missing `id`, expected a number or string',
  ],
  [
    '{"id": null, "process": "A", "call": "close", "args": [3]}',
    '1:8: Unexpected `null`, expected a number or string',
  ],
  ['{"id": 1, "call": "close", "args": [3]}', '1:19: Missing `process` of `close`'],
  [
    '{"id": 1, "process": "A", "call": "settle"}',
    '1:11: Unexpected `process` of `settle`, expected none',
  ],
  [
    '{"id": 1, "process": "A", "call": "close"}',
    '1:35: Unexpected 0 arguments of `close`, expected 1',
  ],
  [
    '{"id": 1, "process": "A", "call": "open", "args": ["f", 0, 0, 0]}',
    '1:51: Unexpected 4 arguments of `open`, expected 2 to 3',
  ],
  [
    '{"id": 1, "process": "A", "call": "open", "args": [5, 0]}',
    '1:52: Unexpected `5`, expected a string',
  ],
  [
    '{"id": 1, "process": "A", "call": "sigaction", "args": ["SIGOI", "ignore"]}',
    '1:57: Unexpected signal `SIGOI`, expected `SIGIO`',
  ],
  [
    '{"id": 1, "process": "A", "call": "sigaction", "args": ["SIGIO", [{"call": "clsoe", "args": [3]}]]}',
    '1:76: Unexpected call `clsoe`, expected `close`',
  ],
  [
    '{"id": 1, "process": "A", "call": "pwrite", "args": [3, {"hex": "0"}, 0]}',
    '1:57: Unexpected object, expected a string, `{"hex": "00ff"}` or `{"fill": 0, "length": 1}`',
  ],
  [
    '{"id": 1, "process": "A", "call": "kill", "args": ["B", "SIGIO"]}',
    '1:52: Unexpected process `B`, expected `A`',
  ],
  [
    '{"id": 1, "call": "advance", "args": [-1]}',
    '1:39: Unexpected `-1`, expected seconds of at least 0',
  ],
  [
    '{"world": {"leaseBreakTime": -1}}',
    '1:30: Unexpected `-1`, expected whole seconds from 0 to 2147483647',
  ],
  [
    '{"id": 1, "call": "set", "args": [{"leaseBreakTime": 1.5}]}',
    '1:54: Unexpected `1.5`, expected whole seconds from 0 to 2147483647',
  ],
  ['{"world": {"fs": "ext4dax"}}', '1:18: Unexpected filesystem `ext4dax`, expected `ext4-dax`'],
  [
    '{"world": {"leasebreaktime": 1}}',
    '1:12: Unexpected key `leasebreaktime`, expected `leaseBreakTime`',
  ],
  ['{"world": {"files": [{"size": 4096}]}}', '1:22: Missing `name` of a file'],
])('%s is refused with its place', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem])
})

test('all problems are reported in the order of the text', () => {
  const text = `${open}\n${open}\n{"world": {}}\n{"id": 3, "process": "A", "call": "fork", "args": ["A"]}`
  expect(problemsOf(text)).toEqual([
    '2:8: Unexpected duplicate id `1`',
    '3:2: Unexpected `world`, expected on the first line only',
    '4:52: Cannot make process `A`: it is in use already',
  ])
})

test('a name that a faulty line defines is not unknown in later lines', () => {
  const text = `${open.slice(0, -1)}\n{"id": 2, "process": "A", "call": "close", "args": ["$a"]}`
  expect(problemsOf(text)).toEqual(['1:77: Unexpected end of line, expected `,` or `}`'])
})

test('only `spawn` can lack an id', () => {
  const spawn = '{"process": "A", "call": "spawn", "args": [{"uid": 1000, "capLease": false}]}'
  expect(readTrace(`${spawn}\n${open}`).calls[0]).toEqual({
    id: 'spawn:1',
    silent: true,
    process: 'A',
    call: 'spawn',
    args: [{ uid: 1000, capLease: false }],
    async: false,
    line: 1,
  })
  expect(problemsOf('{"process": "A", "call": "fork", "args": ["B"]}')).toEqual([
    '1:1: Missing `id`, expected a number or string',
  ])
})
