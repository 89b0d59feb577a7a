/**
 * The library for examples in pages, and for programs that use them.
 *
 * A {@link World}, opened with {@link WorldOptions}, is a kernel with a filesystem.
 * Each {@link Process} in it makes system calls, which are promises:
 * a promise rejects with {@link SystemError} if the call fails, and stays pending while the call is
 * blocked.
 * In the simulator, awaiting a blocked call lets time pass if nothing else can end it.
 * Offsets and lengths are in bytes, times in seconds.
 *
 * @packageDocumentation
 * @example
 * A lease holder is notified when another process truncates the file, and releases the lease:
 *
 * ```ts name=break fs=any needs=leases,signals targets=sim,host
 * import { F_RDLCK, F_SETLEASE, F_UNLCK, O_RDONLY, openWorld } from 'manproof'
 *
 * await using world = await openWorld({ files: [{ name: 'f', size: 4096 }] })
 * const holder = await world.process('holder')
 * const other = await world.process('other')
 * const fd = await holder.open('f', O_RDONLY)
 * await holder.sigaction('SIGIO', 'collect')        //=> 0
 * await holder.fcntl(fd, F_SETLEASE, F_RDLCK)       //=> 0
 * const cut = other.truncate('f', 0)                //=> blocks
 * await holder.nextSignal()                         //=> SIGIO
 * await holder.fcntl(fd, F_SETLEASE, F_UNLCK)       //=> 0
 * await cut                                         //=> 0
 * ```
 */
export * from './driver/index.ts'
