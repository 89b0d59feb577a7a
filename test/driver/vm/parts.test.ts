import { expect, test } from 'vitest'
import { disks, mountTable } from '../../../tools/driver/vm/disks.ts'
import { guestCommand } from '../../../tools/driver/vm/guest-command.ts'
import { composeArchive } from '../../../tools/driver/vm/prepare/archive.ts'
import { dataOffset, daxHeader, fletcher64 } from '../../../tools/driver/vm/prepare/dax-header.ts'
import { moduleName, moduleOrder } from '../../../tools/driver/vm/prepare/module-order.ts'
import { newestSources, stanzasOfList } from '../../../tools/driver/vm/prepare/newest-sources.ts'
import {
  buildPackages,
  compareReleases,
  compilerPackage,
  imagePackages,
  newestKernel,
} from '../../../tools/driver/vm/prepare/packages.ts'
import { findMissing } from '../../../tools/driver/vm/prepare/requirements.ts'
import { releaseOf } from '../../../tools/driver/vm/prepare/take-kernel.ts'
import { deathReason } from '../../../tools/driver/vm/start-machine.ts'

const names = [
  'linux-image-6.1.0-9-amd64',
  'linux-image-6.1.0-56-amd64',
  'linux-image-6.1.0-57-cloud-amd64',
  'linux-image-6.1.0-57-rt-amd64',
  'linux-image-6.12-amd64',
  'linux-image-6.12.99+deb12-amd64',
  'linux-image-6.12.117+deb12-amd64',
  'linux-image-6.12.118+deb12-amd64-unsigned',
  'linux-image-6.17.8+deb14-amd64',
  'linux-image-6.18~rc5-amd64',
]

test.each([
  ['6.1', '6.1.0-56'],
  ['6.12', '6.12.117+deb12'],
  ['newest', '6.17.8+deb14'],
  ['6.9', undefined],
])('the newest kernel of line %s is %s, without flavors', (line, release) => {
  expect(newestKernel(names, line)).toBe(release)
})

test('releases are sorted by numbers', () => {
  const releases = ['6.12.9', '6.12.117+deb12', '6.1.0-56', '6.1.0-6']
  expect(releases.sort(compareReleases)).toEqual([
    '6.1.0-6',
    '6.1.0-56',
    '6.12.9',
    '6.12.117+deb12',
  ])
})

test('a module is built with the packages on which the headers depend', () => {
  const text = `linux-headers-6.1.0-56-amd64
  Depends: linux-headers-6.1.0-56-common
 |Depends: linux-image-6.1.0-56-amd64
  Depends: linux-kbuild-6.1
  Depends: gcc-12
`
  expect(buildPackages(text)).toEqual(['linux-headers-6.1.0-56-common', 'linux-kbuild-6.1'])
  expect(compilerPackage(text)).toBe('gcc-12')
  expect(compilerPackage('  Depends: gcc-16-for-host\n')).toBe('gcc-16-for-host')
  expect(compilerPackage('  Depends: linux-base\n')).toBe(undefined)
})

test('an image can consist of several packages', () => {
  const text = `linux-image-7.2.13+deb14-amd64
  PreDepends: linux-base
 |Depends: dracut
  Depends: linux-binary-7.2.13+deb14-amd64
  Depends: linux-modules-7.2.13+deb14-amd64
`
  expect(imagePackages(text)).toEqual([
    'linux-binary-7.2.13+deb14-amd64',
    'linux-modules-7.2.13+deb14-amd64',
  ])
})

test('modules are loaded once, after their dependencies', () => {
  const text = `kernel/fs/xfs/xfs.ko.xz: kernel/lib/libcrc32c.ko.xz
kernel/lib/libcrc32c.ko.xz: kernel/crypto/crc32c.ko.xz
kernel/crypto/crc32c.ko.xz:
kernel/fs/ext4/ext4.ko.xz: kernel/fs/jbd2/jbd2.ko.xz kernel/lib/libcrc32c.ko.xz kernel/crypto/crc32c.ko.xz
kernel/fs/jbd2/jbd2.ko.xz:
kernel/drivers/nvdimm/nd-pmem.ko.xz:
`
  const { paths, missing } = moduleOrder(['xfs', 'nd_pmem', 'ext4', 'built-in'], text)
  expect(paths.map(moduleName)).toEqual(['crc32c', 'libcrc32c', 'xfs', 'nd_pmem', 'jbd2', 'ext4'])
  expect(missing).toEqual(['built-in'])
})

test('an archive has the newc format of cpio', () => {
  const archive = composeArchive([
    { path: 'bin' },
    { path: 'bin/a', bytes: Buffer.from('12345') },
  ]).toString('latin1')
  expect(archive.length % 4).toBe(0)
  expect(archive.slice(0, 14)).toBe('07070100000001')
  const second = archive.indexOf('070701', 6)
  expect(archive.slice(second + 54, second + 62)).toBe('00000005')
  expect(archive.slice(second + 110, second + 116)).toBe('bin/a\0')
  expect(archive.slice(second + 116, second + 121)).toBe('12345')
  expect(archive.slice(second + 124, second + 130)).toBe('070701')
  expect(archive).toContain('TRAILER!!!\0')
})

test('the header of a namespace in fsdax mode has the checksum of the kernel', () => {
  const block = daxHeader(128 << 20)
  const sum = block.readBigUInt64LE(4088)
  block.writeBigUInt64LE(0n, 4088)
  expect(fletcher64(block)).toBe(sum)
  expect(block.readBigUInt64LE(64)).toBe(BigInt(((128 << 20) - dataOffset) / 4096))
  expect(fletcher64(Buffer.from([1, 0, 0, 0, 2, 0, 0, 0]))).toBe((4n << 32n) | 3n)
  expect(fletcher64(Buffer.from('ffffffff02000000', 'hex'))).toBe(
    ((0x100000000n << 32n) & 0xffffffff00000000n) | 1n,
  )
})

test('a saved guest has the same machine, with private copies', () => {
  const files = { folder: '/cache/g', name: '6.12' }
  const fresh = guestCommand({ ...files, start: 'fresh' })
  const saved = guestCommand({ ...files, start: 'saved' })
  expect(saved.slice(-2)).toEqual(['-incoming', 'defer'])
  expect(saved.slice(0, -2)).toEqual(fresh.map((word) => word.replace('share=on', 'share=off')))
  expect(fresh.join(' ')).not.toContain('kvm')
  expect(fresh.filter((word) => word.startsWith('nvdimm,'))).toHaveLength(disks.length)
})

test('each disk is mounted by its label, those for DAX with `dax=always`', () => {
  expect(mountTable()).toBe(`ext4-dax ext4 dax=always /mnt/ext4-dax
xfs-dax xfs dax=always /mnt/xfs-dax
ext4 ext4 rw /mnt/ext4
xfs xfs rw /mnt/xfs
`)
})

test('missing packages are named in one command', () => {
  expect(findMissing(() => true)).toEqual({ needed: [], lost: [] })
  const { needed, lost, remedy } = findMissing((what) => !/qemu|busybox|verbs/.test(what))
  expect(needed).toEqual(['qemu-system-x86_64', 'busybox'])
  expect(lost).toEqual(['rdma'])
  expect(remedy).toBe(
    'apt-get install --no-install-recommends qemu-system-x86 busybox-static libibverbs-dev',
  )
})

test('the unstable suite comes from the mirror of the machine', () => {
  const machine = `Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
# a comment
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`
  const derived = `Types: deb
URIs: http://mirror.example/debian
Suites: sid
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`
  expect(newestSources([machine], 'bookworm')).toBe(derived)
  const list = `deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm main\n`
  expect(newestSources([stanzasOfList(list)], 'bookworm')).toBe(derived)
  expect(newestSources(['Types: deb\nURIs: http://x.example\nSuites: mine\n'], 'bookworm')).toBe(
    undefined,
  )
})

test('the release of a kernel image is read from its header', () => {
  const image = Buffer.alloc(0x400)
  image.write('HdrS', 0x202)
  image.writeUInt16LE(0x100, 0x20e)
  image.write('6.12.4-mine (me@here) #1\0', 0x300)
  expect(releaseOf(image, 'k')).toBe('6.12.4-mine')
  expect(() => releaseOf(Buffer.alloc(0x400), 'k')).toThrow(
    'Unexpected file `k`, expected a kernel image (bzImage)',
  )
})

test('the last output of a guest explains its end', () => {
  const oops = `[    9.1] BUG: kernel NULL pointer dereference, address: 0000000000000000
[    9.2] Kernel panic - not syncing: Fatal exception
`
  expect(deathReason(oops, 0, null)).toBe(
    'its kernel panicked: BUG: kernel NULL pointer dereference, address: 0000000000000000',
  )
  expect(deathReason('', null, 'SIGKILL')).toBe('it was killed by SIGKILL')
  expect(deathReason('qemu: cannot open\n', 1, null)).toBe('it exited: qemu: cannot open')
})
