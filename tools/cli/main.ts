#!/usr/bin/env node
import process from 'node:process'
import { inspect } from 'node:util'
import { exitCode, systemError } from '../message/index.ts'
import { cli } from './cli.ts'
import { processIo } from './io.ts'

const controller = new AbortController()
const io = processIo(controller.signal)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The first signal requests an orderly exit, the second one forces it.
    if (controller.signal.aborted) process.exit(exitCode.interrupted)
    controller.abort()
  })
}

// `manproof list | head` closes the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  io.stderr(`manproof: error: ${systemError('Cannot write to standard output', error).message}\n`)
  process.exit(exitCode.system)
})
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(exitCode.system)
})

// A bug, ours or in a configuration. The printer keeps control characters from the terminal.
process.on('uncaughtException', (error) => {
  io.stderr(`${inspect(error)}\n`)
  process.exit(exitCode.findings)
})

process.exitCode = await cli(process.argv.slice(2), io)
// Abandoned work can still be waiting, for a kernel's clock for example.
if (controller.signal.aborted) process.exit()
