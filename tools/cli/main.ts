#!/usr/bin/env node
import process from 'node:process'
import { exitCode } from '../message/index.ts'
import { cli } from './cli.ts'
import { processIo } from './io.ts'

const controller = new AbortController()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The first one asks for an orderly end, the second one does not wait for it.
    if (controller.signal.aborted) process.exit(exitCode.interrupted)
    controller.abort()
  })
}

// `manproof list | head` closes the pipe early: that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCode.clean)
})

process.exitCode = await cli(process.argv.slice(2), processIo(controller.signal))
// What was given up may still wait for something, such as a kernel's clock.
if (controller.signal.aborted) process.exit()
