#!/usr/bin/env node
import process from 'node:process'
import { inspect } from 'node:util'
import { foreignError, reasonOf } from '../foreign/index.ts'
import { CliError, exitCode, systemError } from '../message/index.ts'
import { cli, failureText } from './cli.ts'
import { processIo } from './io.ts'

const controller = new AbortController()
const io = processIo(controller.signal)

let isOver = false

/** End the process, also if a plugin has left something open. */
function leave(code: number): never {
  isOver = true
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The first signal requests an orderly exit, the second one forces it.
    if (controller.signal.aborted) leave(exitCode.interrupted)
    controller.abort()
  })
}

// `manproof list | head` closes the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  io.stderr(failureText(systemError('Cannot write to standard output', error)))
  leave(exitCode.system)
})
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') leave(exitCode.system)
})

// A bug, of a plugin or ours. The printer keeps control characters from the terminal.
process.on('uncaughtException', (error) => {
  const foreign = foreignError(`it left an error uncaught: ${reasonOf(error)}`)
  io.stderr(foreign === undefined ? `${inspect(error)}\n` : failureText(foreign))
  leave(foreign?.exit ?? exitCode.findings)
})

// A process that ends too early must not look like a success.
process.on('exit', () => {
  if (isOver) return
  const ended = 'it ended the process, as `process.exit` does'
  const error =
    foreignError(ended) ?? new CliError('Cannot finish: the process ended early', exitCode.findings)
  io.stderr(failureText(error))
  process.exitCode = error.exit
})

const code = await cli(process.argv.slice(2), io)
const streams = [process.stdout, process.stderr]
await Promise.all(streams.map((stream) => new Promise((written) => stream.write('', written))))
leave(code)
