/**
 * The library that the examples of pages use, and programs that an example is pasted into.
 *
 * A {@link World}, opened as {@link WorldOptions} say, is a kernel with a filesystem.
 * Each {@link Process} in it makes system calls, which are promises:
 * one rejects with {@link SystemError} where the kernel refuses the call, and does not settle while
 * the call sleeps.
 * To wait for one is to let time pass in the simulator, where nobody else can end its sleep.
 * Offsets and lengths are bytes, times seconds.
 *
 * @packageDocumentation
 * @example
 * The holder of a lease is told when somebody wants to cut the file, and lets go:
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
