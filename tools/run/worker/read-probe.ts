import type { Probe } from './driver.ts'

type Said = Readonly<Record<string, unknown>>

/** Copy and validate a driver's probe; a third-party module can return anything. */
export function readProbe(said: unknown): Probe {
  if (typeof said !== 'object' || said === null) throw unexpected('probe', 'an object')
  const { available, ...rest } = said as Said
  if (available === false) {
    const [name, reason, remedy] = ['name', 'reason', 'remedy'].map((key) => textOf(rest, key))
    return { available, name: name ?? '', reason: reason ?? '', remedy: remedy ?? '' }
  }
  if (available !== true) throw unexpected('`available` of the probe', 'a boolean')
  const [name = '', release = ''] = ['name', 'release'].map((key) => textOf(rest, key))
  const [capabilities = [], fs = []] = ['capabilities', 'fs'].map((key) => textsOf(rest, key))
  return { available, name, release, capabilities, fs }
}

function textOf(said: Said, key: string): string {
  const value = said[key]
  if (typeof value !== 'string') throw unexpected(`\`${key}\` of the probe`, 'a string')
  return value
}

function textsOf(said: Said, key: string): string[] {
  const value = said[key]
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string')
  if (!isList) throw unexpected(`\`${key}\` of the probe`, 'a list of strings')
  return [...value]
}

function unexpected(what: string, wanted: string): TypeError {
  return new TypeError(`Unexpected ${what}, expected ${wanted}`)
}
