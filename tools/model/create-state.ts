import { PAGE } from './constants.ts'
import type { FileSystemName } from './file/file-system.ts'
import { fileSystems } from './file/file-system.ts'
import { normalPath } from './file/path.ts'
import { profiles } from './profiles/index.ts'
import type { ProfileName } from './profiles/profile.ts'
import type { FileSetting, Settings } from './settings.ts'
import type { Inode, State } from './state.ts'

const defaults = { any: 'ext4-dax', dax: 'ext4-dax' } as const

function fileSystemOf(name: Settings['fs']): FileSystemName {
  const fs = name ?? 'any'
  const known = fs === 'any' || fs === 'dax' ? defaults[fs] : fs
  if (!Object.hasOwn(fileSystems, known)) {
    throw new Error(`Unexpected filesystem \`${known}\`, expected one of the model`)
  }
  return known
}

function inodeOf(ino: number, setting: FileSetting, fs: FileSystemName): Inode {
  const type = setting.type ?? 'file'
  const size = type === 'file' ? (setting.size ?? 0) : 0
  return {
    ino,
    type: type === 'file' && fs === 'device-dax' ? 'device' : type,
    size,
    mode: setting.mode ?? (type === 'dir' ? 0o777 : 0o600),
    uid: setting.owner ?? 0,
    gid: setting.owner ?? 0,
    dax: type === 'file' && fileSystems[fs].dax,
    extents: size > 0 ? [[0, Math.ceil(size / PAGE)]] : [],
    unwritten: [],
    pages: {},
    leases: [],
  }
}

/**
 * Create a machine with one filesystem and no processes.
 *
 * @param profile
 *   Kernel to simulate.
 * @param settings
 *   Filesystem (default ext4-dax), `leaseBreakTime` in seconds (default 45), and initial files.
 * @returns
 *   State as plain JSON data, at time 0.
 * @throws {Error}
 *   If the profile or filesystem is unknown, or a file has no parent directory.
 * @see proc_sys_fs(5) for the defaults
 */
export function createState(profile: ProfileName, settings: Settings = {}): State {
  if (!Object.hasOwn(profiles, profile)) {
    throw new Error(`Unexpected profile \`${profile}\`, expected one of \`profiles\``)
  }
  const fs = fileSystemOf(settings.fs)
  const inodes: Record<number, Inode> = { 1: inodeOf(1, { name: '', type: 'dir' }, fs) }
  const paths: Record<string, number> = { '/': 1 }
  let ino = 2
  for (const setting of settings.files ?? []) {
    const path = normalPath(setting.name)
    const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 1))
    if (paths[parent] === undefined || inodes[paths[parent]]?.type !== 'dir') {
      throw new Error(`Unexpected file \`${setting.name}\`, expected its directory before it`)
    }
    inodes[ino] = inodeOf(ino, setting, fs)
    paths[path] = ino
    ino += 1
  }
  return {
    profile,
    fs,
    now: 0,
    leaseBreakTime: settings.leaseBreakTime ?? 45,
    leasesEnable: settings.leasesEnable ?? true,
    paths,
    inodes,
    ofds: [],
    processes: {},
    maps: [],
    pins: [],
    records: [],
    frames: {},
    sleepers: [],
    next: {
      pid: 1001,
      ino,
      lease: 1,
      map: 1,
      mr: 1,
      buffers: 1,
      pin: 1,
      pipe: 1,
    },
  }
}
