import type { Cache } from '../cache.ts'
import type { Apt } from './apt.ts'

export interface Making {
  readonly cache: Cache
  readonly apt: Apt
  readonly signal: AbortSignal | undefined
  say(what: string): void
}
