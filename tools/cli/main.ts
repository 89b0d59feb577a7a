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
    // The first one asks for an orderly end, the second one does not wait for it.
    if (controller.signal.aborted) process.exit(exitCode.interrupted)
    controller.abort()
  })
}

// `manproof list | head` closes the pipe early: that is no fault of ours, and changes no verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  io.stderr(`manproof: error: ${systemError('Cannot write to standard output', error).message}\n`)
  process.exit(exitCode.system)
})
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(exitCode.system)
})

// A fault of ours, or of a configuration; what it quotes is still not for the terminal to obey.
process.on('uncaughtException', (error) => {
  io.stderr(`${inspect(error)}\n`)
  process.exit(exitCode.findings)
})

process.exitCode = await cli(process.argv.slice(2), io)
// What was given up may still wait for something, such as a kernel's clock.
if (controller.signal.aborted) process.exit()
