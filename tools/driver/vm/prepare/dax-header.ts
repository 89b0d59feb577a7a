/** Bytes before the filesystem on a namespace in fsdax mode. */
export const dataOffset: number = 2 << 20

const page = 4096

/**
 * Make the block that puts an NVDIMM namespace into fsdax mode, for its offset 4096.
 *
 * A namespace without it is a plain block device, which refuses `-o dax=always`. The kernel creates
 * the block after writes to sysfs, as by `ndctl create-namespace --mode=fsdax`.
 *
 * @param size
 *   Bytes of the namespace.
 * @returns
 *   4096 bytes.
 * @see drivers/nvdimm/pfn.h struct nd_pfn_sb and drivers/nvdimm/pfn_devs.c nd_pfn_validate, v6.12
 */
export function daxHeader(size: number): Buffer {
  const block = Buffer.alloc(page)
  block.write('NVDIMM_PFN_INFO\0', 0, 'latin1')
  block.write('manproof-fsdax-1', 16, 'latin1') // uuid; that of the parent, a label, stays zero
  block.writeUInt16LE(1, 52) // version_major
  block.writeUInt16LE(4, 54) // version_minor
  block.writeBigUInt64LE(BigInt(dataOffset), 56) // dataoff
  block.writeBigUInt64LE(BigInt((size - dataOffset) / page), 64) // npfns
  block.writeUInt32LE(1, 72) // mode: PFN_MODE_RAM, page structures in memory
  block.writeUInt32LE(dataOffset, 84) // align
  block.writeUInt32LE(page, 88) // page_size
  block.writeUInt16LE(64, 92) // page_struct_size
  block.writeBigUInt64LE(fletcher64(block), page - 8)
  return block
}

/** Checksum of the kernel's `nd_fletcher64`: sums of 32-bit words, and of those sums. */
export function fletcher64(bytes: Buffer): bigint {
  let low = 0
  let high = 0n
  for (let at = 0; at < bytes.length; at += 4) {
    low = (low + bytes.readUInt32LE(at)) >>> 0
    high += BigInt(low)
  }
  return ((high << 32n) & 0xffffffff00000000n) | BigInt(low)
}
