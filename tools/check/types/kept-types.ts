import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, keepText, readText } from '../../cache/index.ts'
import { areUnchanged } from './type-inputs.ts'
import type { TypeReply, TypeRequest } from './type-request.ts'

/** Cache for diagnostics of the compiler. */
export interface TypeCache {
  readonly folder: string
  /** Changes when the tool, the compiler or Node changes. */
  readonly stamp: string
}

/** Cached replies: for the whole manual, and for single pages. */
const most = 8

/**
 * Read the cached reply to a request.
 *
 * @returns
 *   Diagnostics by module, if everything that the compiler read or missed is unchanged.
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
    // The least recently used reply is removed first.
    utimesSync(path, new Date(), new Date())
    return diagnostics
  } catch {
    return undefined
  }
}

/** Cache a reply; if the folder cannot be written, the next run just takes longer. */
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
    // Another run is removing them.
  }
}

function pathOf({ folder, stamp }: TypeCache, request: TypeRequest): string {
  return join(folder, `${hashOf(JSON.stringify([stamp, request]))}.json`)
}
