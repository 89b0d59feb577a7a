import { delimiter } from 'node:path'
import process from 'node:process'

/** Folders of programs: those of `PATH`, and those for root. */
export function programFolders(): readonly string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
}
