import type { Line } from './rows.ts'

const noLsm = 'the model has no security module, and none has an opinion on leases of this type'
const noMemory = 'the model never runs out of memory; the kernel’s answer is that of any allocation'
const noFlag = 'F_UNBREAK was a name in a draft without a number, so that no program can ask for it'
const noAnswer = 'asked on the list and never answered: there is no outcome to hold a model to'
const noSource = 'neither series nor list says whether these break leases or look for pins'
const noIoctl = 'the port has no call for them; the code they reach is that of fallocate (C18, C19)'
const noHuge =
  'the model has pages of 4 KiB, and no call of a program can choose the size of an entry'
const noStop =
  'a stopped process makes no call, and whoever waits for it waits as for a silent holder'
const noExitWait =
  'who exits makes no call that could be seen to wait; a close that waits instead is modelled (G5)'
const noFirstTouch =
  'pages of anonymous shared memory are made for each process at its first touch; files share them'
const noTask = 'a task that ends between open and read: the model reads a file of /proc in one step'

/** Rows of the call itself (2.3, 2.5), of its errors (4) and of what shows of it (5). */
export const interfaceLines: readonly Line[] = [
  ['2.3.1', 'C', 'v1 takes exactly 16 for a layout lease; any other unknown type is EINVAL first'],
  ['2.3.2', 'D', 'Then ownership or CAP_LEASE is asked for: EACCES'],
  ['2.3.3', 'D', 'Then a regular file: EINVAL'],
  ['2.3.4', 'D', 'Then a security module may refuse', noLsm],
  ['2.3.5', 'D', 'Who else has the file open, and how, does not matter to a layout lease'],
  ['2.3.6', 'D', 'While another lease of the file is being broken: EAGAIN'],
  ['2.3.7', 'D', 'A second request on a description only changes the type of its lease'],
  ['2.3.8', 'D', 'With leases-enable 0: EINVAL, but not for a change of an existing lease'],
  ['2.3.9', 'D', 'No memory for the lease: ENOMEM', noMemory],
  ['2.3.10', 'D', 'Nobody asks for DAX, for ext4 or XFS, or for an open mode'],
  ['2.3.11', 'C', 'The gate of v1 is any layout lease of the inode, whosever and however it is'],
  ['2.3.12', 'S', 'v1 needs no flag beside F_LAYOUT, and no handler'],
  ['2.5.1', 'S', 'P3: F_RDLCK | F_LAYOUT is shared, and may be taken for writing only'],
  ['2.5.2', 'S', 'P3: F_WRLCK | F_LAYOUT is a sole owner’s, who may change the layout', noFlag],
  [
    '2.5.3',
    'S',
    'P3: with F_UNBREAK breakers get ETXTBSY; whether the holder is told is open',
    noFlag,
  ],
  ['2.5.4', 'unspecified', 'P3: an unbreakable write lease beside unbreakable readers', noAnswer],
  ['2.5.5', 'S', 'P3: a description changes between these types in one step', noFlag],
  ['2.5.6', 'S', 'P3: the layout is the mapping of blocks, the size and sharing', noFlag],
  ['2.5.7', 'S', 'P3: a write by the holder of a read layout lease breaks its own lease', noFlag],
  ['2.5.8', 'S', 'P3: an unbreakable lease has no deadline', noFlag],
  ['2.5.9', 'disputed', 'P3: the owner of the file, or whoever may write, may ask', noFlag],
  ['2.5.10', 'unspecified', 'P3: squatting, chown, setuid, seizure by the owner', noAnswer],
  ['2.7.1', 'C', 'The ioctls of XFS for space break as fallocate does', noIoctl],
  ['2.7.2', 'D', 'A huge DAX entry counts as one: a pin anywhere in it is in range', noHuge],
  ['2.7.3', 'unspecified', 'Swapping extents, defragmenting, resizing', noSource],
  ['2.7.4', 'K', 'A stopping signal halts a holder, and not its lease', noStop],
  ['2.7.5', 'K', 'From 6.15 on the exit of a process waits where it frees an inode', noExitWait],
  ['2.7.6', 'K', 'A page of anonymous shared memory is one for all after fork', noFirstTouch],
  ['4.1', 'C', 'EPERM: a long-term pin without the lease that it needs'],
  ['4.2', 'C', 'EPERM in v2: a pin by another process than the taker, or without an owner of pins'],
  ['4.3', 'C', 'ESRCH: file_pins of a task that has ended', noTask],
  ['4.4', 'S', 'EINTR: a breaker interrupted while it waits for a lease or a page'],
  ['4.5', 'S', 'EBADF: no such descriptor'],
  ['4.6', 'D', 'EAGAIN: nothing to release; a lease being broken; a lease of others in the way'],
  ['4.7', 'S', 'EWOULDBLOCK: a non-blocking open meets a lease, whose break has begun'],
  ['4.8', 'D', 'ENOMEM: lease or record cannot be allocated', noMemory],
  ['4.9', 'S', 'EACCES: a request, also for release, by who does not own the file'],
  ['4.10', 'C', 'EACCES: file_pins of a process that one may not trace'],
  ['4.11', 'S', 'EFAULT: pages that cannot be faulted in'],
  ['4.12', 'S', 'EFAULT from 6.5 on: a writable long-term pin of a mapping with dirty tracking'],
  ['4.13', 'D', 'EBUSY: umount while records hold files, and no other call'],
  ['4.14', 'C', 'EINVAL: an unknown type, no regular file, leases switched off'],
  ['4.15', 'C', 'ETXTBSY in v1: a pinned page in the range, once the lease is settled'],
  ['4.16', 'C', 'ETXTBSY in v2: an exclusive lease of somebody else, pins or not'],
  ['4.17', 'S', 'ETXTBSY for whatever may change the layout, if not by the holder: one demand'],
  ['4.18', 'C', 'EDEADLOCK in v2: the process of the breaker holds an exclusive lease itself'],
  ['4.19', 'D', 'ENOLCK: a check inside the lease code', 'no call of a program reaches it'],
  ['4.20', 'S', 'EOPNOTSUPP: a long-term pin of FS-DAX on mainline; fixed buffers until 6.4'],
  ['4.21', 'unspecified', 'The errno of a refused release with pins; the model declares a set'],
  ['4.22', 'S', 'SIGBUS: an access to what was cut off'],
  ['5.1', 'S', '/proc/sys/fs/lease-break-time: seconds, 45 unless changed'],
  ['5.2', 'S', '/proc/sys/fs/leases-enable: 1 or 0'],
  ['5.3', 'D', '/proc/locks: a line for a lease, READ for a layout lease; exclusive does not show'],
  ['5.4', 'D', '/proc/locks: the waiting breaker stands below the lease'],
  ['5.5', 'D', '/proc/PID/fdinfo/FD: the same after `lock:`'],
  ['5.6', 'C', 'v2: /proc/PID/file_pins, which others do not have'],
  ['5.7', 'C', 'The owner’s descriptor and path, then an indented line for each file'],
  ['5.8', 'C', 'Files pinned for the memory of a process', 'no user of this path was ever posted'],
  ['5.9', 'S', 'Regions, ranges and counts do not show'],
  ['5.10', 'D', 'Who received the RDMA descriptor shows the same list'],
  ['5.11', 'D', 'A file that was closed and unmapped is still listed'],
  ['5.12', 'C', 'With two files in one context, entries vanish early'],
  ['5.13', 'C', 'The trace event leases_conflict', 'the model has no tracing; it changes nothing'],
  ['5.14', 'K', 'RDMA’s own list of resources', 'no part of the series: suggested only'],
  ['5.15', 'S', 'P3: files with unbreakable leases are listed without pins', noFlag],
]
