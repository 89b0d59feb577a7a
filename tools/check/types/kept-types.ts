import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, keepText, readText } from '../../cache/index.ts'
import { areUnchanged } from './type-inputs.ts'
import type { TypeReply, TypeRequest } from './type-request.ts'

/** Where answers of the compiler are kept. */
export interface TypeCache {
  readonly folder: string
  /** Changes when the tool, the compiler or Node changes. */
  readonly stamp: string
}

/** Answers that are kept: those for the whole manual, and for pages on their own. */
const most = 8

/**
 * Find the answer to a request that was asked before.
 *
 * @returns
 *   Diagnostics by module, where every file, folder and absence that they rest on is as it was.
 */
export function readKeptTypes(
  cache: TypeCache,
  request: TypeRequest,
): TypeReply['diagnostics'] | undefined {
  const path = pathOf(cache, request)
  const text = readText(path)
  if (text === undefined) return undefined
  try {
    const { diagnostics, inputs } = JSON.parse(text) as TypeReply
    if (!areUnchanged(inputs)) return undefined
    // What is used goes last.
    utimesSync(path, new Date(), new Date())
    return diagnostics
  } catch {
    return undefined
  }
}

/** Keep an answer; a folder that cannot be written is no fault, the next run takes longer. */
export function keepTypes(cache: TypeCache, request: TypeRequest, reply: TypeReply): void {
  const isKept = keepText(pathOf(cache, request), JSON.stringify(reply))
  if (isKept) removeOldest(cache.folder)
}

function removeOldest(folder: string): void {
  try {
    const names = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
    const paths = names.map((name) => join(folder, name))
    const aged = paths.map((path) => ({ path, time: statSync(path).mtimeMs }))
    for (const { path } of aged.sort((a, b) => b.time - a.time).slice(most)) rmSync(path)
  } catch {
    // Another run removes them at this moment.
  }
}

function pathOf({ folder, stamp }: TypeCache, request: TypeRequest): string {
  return join(folder, `${hashOf(JSON.stringify([stamp, request]))}.json`)
}
