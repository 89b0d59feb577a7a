import { join } from 'node:path'
import { disks } from './disks.ts'

/** Descriptors passed to a guest, after its standard ones. */
export const guestFds = { port: 3, console: 4, monitor: 5, state: 6 } as const

/** Bytes of a guest's memory. */
export const memorySize: number = 256 << 20

export interface GuestFiles {
  /** Folder with `vmlinuz` and `initramfs`. */
  readonly folder: string
  /** Shown by `ps`. */
  readonly name: string
  /**
   * `fresh`: boot, with memory and disks written to their files; `saved`: resume the saved state,
   * with private copy-on-write copies of them.
   */
  readonly start: 'fresh' | 'saved'
}

// An emulated processor has none of the flaws of Documentation/admin-guide/hw-vuln, and the
// instructions that work around them would be emulated too.
const kernelWords = [
  'console=ttyS0',
  'quiet',
  'oops=panic',
  'panic=-1',
  'net.ifnames=0',
  'mitigations=off',
]

/**
 * Compose the command line of a guest.
 *
 * A saved state can only be resumed on the same machine: both command lines are the same except for
 * `-incoming` and `share`.
 *
 * @returns
 *   Program and arguments.
 * @see qemu-system-x86_64(1); measured: KVM of a nested host hangs or stops these kernels, so
 *   software emulation is the only accelerator used
 */
export function guestCommand({ folder, name, start }: GuestFiles): string[] {
  const share = start === 'fresh' ? 'on' : 'off'
  const file = (id: string, path: string, size: number): string[] => [
    '-object',
    `memory-backend-file,id=${id},share=${share},mem-path=${join(folder, path)},size=${size}`,
  ]
  const channel = (id: string, fd: number): string[] => ['-chardev', `socket,id=${id},fd=${fd}`]
  return [
    'qemu-system-x86_64',
    ...['-name', `manproof-vm:${name}`],
    ...['-accel', 'tcg,thread=multi', '-smp', '1'],
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none'],
    ...file('memory', 'memory', memorySize),
    ...['-M', 'q35,nvdimm=on,memory-backend=memory'],
    ...['-m', `${memorySize >> 20}M,slots=${disks.length},maxmem=4G`],
    ...disks.flatMap(({ fs, size }, index) => [
      ...file(`disk${index}`, `${fs}.disk`, size),
      ...['-device', `nvdimm,id=nvdimm${index},memdev=disk${index}`],
    ]),
    ...['-device', 'virtio-serial-pci', ...channel('port', guestFds.port)],
    ...['-device', 'virtserialport,chardev=port,name=manproof'],
    ...[...channel('console', guestFds.console), '-serial', 'chardev:console'],
    ...[...channel('monitor', guestFds.monitor), '-mon', 'chardev=monitor,mode=control'],
    ...['-kernel', join(folder, 'vmlinuz'), '-initrd', join(folder, 'initramfs')],
    ...['-append', kernelWords.join(' ')],
    ...(start === 'saved' ? ['-incoming', 'defer'] : []),
  ]
}
