import { open, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Disk, disks } from '../disks.ts'
import { runProgram } from '../run-program.ts'
import { dataOffset, daxHeader } from './dax-header.ts'
import type { Making } from './making.ts'

const headerAt = 4096
const chunk = 1 << 20

/** Make the disks of a guest, each with an empty filesystem. */
export async function makeDisks(making: Making, folder: string): Promise<void> {
  for (const disk of disks) await makeDisk(making, disk, join(folder, `${disk.fs}.disk`))
}

async function makeDisk(
  making: Making,
  { fs, type, dax, size }: Disk,
  path: string,
): Promise<void> {
  const offset = dax ? dataOffset : 0
  const bare = `${path}.bare`
  await writeFile(bare, '')
  await truncate(bare, size - offset)
  const words = type === 'ext4' ? ['-q', '-F', '-b', '4096'] : ['-q', '-f']
  await runProgram(`mkfs.${type}`, [...words, '-L', fs, bare], making)
  const disk = await open(path, 'w')
  try {
    await disk.truncate(size)
    if (dax) await disk.write(daxHeader(size), 0, headerAt, headerAt)
    await copyData(bare, disk, offset)
  } finally {
    await disk.close()
    await rm(bare)
  }
}

/** Copy only nonzero data, so that the copy is sparse too. */
async function copyData(
  from: string,
  to: Awaited<ReturnType<typeof open>>,
  offset: number,
): Promise<void> {
  const zero = Buffer.alloc(chunk)
  const bytes = Buffer.alloc(chunk)
  const source = await open(from, 'r')
  try {
    for (let at = 0; ; ) {
      const { bytesRead } = await source.read(bytes, 0, chunk, at)
      if (bytesRead === 0) return
      const part = bytes.subarray(0, bytesRead)
      if (!part.equals(zero.subarray(0, bytesRead))) await to.write(part, 0, bytesRead, offset + at)
      at += bytesRead
    }
  } finally {
    await source.close()
  }
}
