import fc from 'fast-check'
import * as driver from '../driver/index.ts'
import type { Made } from './step.ts'

const { PAGE } = driver

export type AnyArguments = readonly fc.Arbitrary<unknown>[]

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const pick = (made: Made): fc.Arbitrary<unknown> =>
  fc.record({ pick: fc.constant(made), index: fc.nat({ max: 3 }) })

const fd = pick('fd')
const map = pick('map')
const offset = one(0, PAGE, 3 * PAGE, 1)
const length = one(PAGE, 4 * PAGE, 1, 0)
const signal = one<string | number>('SIGIO', 'SIGUSR1', driver.SIGRTMIN)
const protection = one(driver.PROT_READ, driver.PROT_READ | driver.PROT_WRITE)
const data = one<unknown>({ fill: 7, length: PAGE }, 'text')
const flags = one(
  driver.O_RDONLY,
  driver.O_WRONLY,
  driver.O_RDWR,
  driver.O_RDWR | driver.O_TRUNC,
  driver.O_RDWR | driver.O_NONBLOCK,
)
const leaseType = one(
  driver.F_RDLCK,
  driver.F_WRLCK,
  driver.F_UNLCK,
  driver.F_LAYOUT,
  driver.F_LAYOUT | driver.F_EXCLUSIVE,
)

/** Commands with matching arguments. */
const command = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant(driver.F_SETLEASE), leaseType) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(driver.F_GETLEASE), fc.constant(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(driver.F_SETSIG), one(0, driver.SIGRTMIN + 1)) },
)

/** Actions; an empty handler interrupts a call, or restarts it. */
const action = fc.oneof(
  fc.tuple(signal, one<unknown>('default', 'ignore', 'collect', [])),
  fc.tuple(signal, fc.constant([]), fc.constant('restart')),
)

/** Arbitraries by call, for the given paths and processes. */
export function anyArguments(
  call: driver.CallName,
  paths: readonly string[],
  processes: readonly string[],
): fc.Arbitrary<readonly unknown[]> {
  const path = one(...paths)
  if (call === 'sigaction') return action
  if (call === 'fcntl')
    return fc.tuple(fd, command).map(([file, [name, value]]) => [file, name, value])
  const table: Readonly<Record<Exclude<driver.CallName, 'fcntl' | 'sigaction'>, AnyArguments>> = {
    open: [path, flags],
    close: [fd],
    dup: [fd],
    fsync: [fd],
    pread: [fd, length, offset],
    pwrite: [fd, data, offset],
    truncate: [path, offset],
    ftruncate: [fd, offset],
    fallocate: [fd, one(0, 1, 3, 0x10), offset, length],
    unlink: [path],
    rename: [path, path],
    chmod: [path, one(0o600, 0o644)],
    chown: [path, one(0, 1000), one(0, 1000)],
    stat: [path],
    mmap: [fd, one(0, PAGE), one(PAGE, 4 * PAGE), protection, one(1, 2)],
    munmap: [map],
    mprotect: [map, protection],
    load: [map, offset, one(1, PAGE)],
    store: [map, offset, data],
    ibv_reg_mr: [map, one(0, PAGE), one(PAGE, 2 * PAGE), one(0, 1)],
    ibv_dereg_mr: [pick('mr')],
    io_uring_register_buffers: [map, one(0, PAGE), fc.constant(PAGE)],
    io_uring_unregister_buffers: [pick('buffers')],
    pin_user_pages: [map, one(0, PAGE), fc.constant(PAGE), one(0, 1, 2, 3)],
    unpin_user_pages: [pick('pin')],
    vmsplice: [map, one(0, PAGE), fc.constant(PAGE)],
    drain: [pick('pipe')],
    writeDirect: [map, one(0, PAGE), fc.constant(PAGE), fc.constant(1)],
    // A name can only be used once, so `perform` replaces it.
    fork: [fc.constant('child')],
    execve: [],
    send_fd: [one(...processes), fd],
    reflink: [fd, fd],
    umount: [],
    exit: [one(0, 1)],
    kill: [
      one(...processes),
      fc.oneof({ weight: 4, arbitrary: signal }, { arbitrary: fc.constant('SIGKILL'), weight: 1 }),
    ],
    sigprocmask: [one('block', 'unblock'), signal],
    nextSignal: [],
    readFile: [path],
  }
  return fc.tuple(...table[call])
}
