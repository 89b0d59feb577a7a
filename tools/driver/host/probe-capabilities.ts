import { F_RDLCK, F_SETLEASE, MAP_ANONYMOUS, MAP_PRIVATE, O_RDONLY, PAGE } from '../constants.ts'
import type { Capability, Process, World, WorldOptions } from '../port.ts'

/** Attempts by capability; the target has it if the attempt does not throw. */
export type Attempts = Readonly<
  Partial<Record<Capability, (process: Process, world: World) => Promise<unknown>>>
>

const readWrite = 3
const nobody = 65534

const common: Attempts = {
  leases: async (process) => {
    await process.fcntl(await process.open('f', O_RDONLY), F_SETLEASE, F_RDLCK)
  },
  io_uring: async (process) => process.io_uring_register_buffers(await page(process), 0, PAGE),
  vmsplice: async (process) => process.vmsplice(await page(process), 0, PAGE),
  uid: async (_, world) => world.process('nobody', { uid: nobody, capLease: true }),
}

/**
 * Find the capabilities of a kernel by trying them.
 *
 * @param open
 *   Opens the world for the attempts.
 * @param more
 *   Attempts in addition to those for all real kernels; in each, `f` is one page long.
 * @returns
 *   Capabilities whose attempts succeeded.
 * @see measured: test/driver/host/host.test.ts
 */
export async function probeCapabilities(
  open: (options: WorldOptions) => Promise<World>,
  more: Attempts,
): Promise<readonly Capability[]> {
  const world = await open({ files: [{ name: 'f', size: PAGE }] })
  try {
    const process = await world.process('probe')
    const found: Capability[] = ['signals']
    for (const [capability, attempt] of Object.entries({ ...common, ...more })) {
      const tried = attempt(process, world).then(
        () => true,
        () => false,
      )
      if (await tried) found.push(capability as Capability)
    }
    return found
  } finally {
    await world[Symbol.asyncDispose]()
  }
}

function page(process: Process): ReturnType<Process['mmap']> {
  return process.mmap(-1, 0, PAGE, readWrite, MAP_PRIVATE | MAP_ANONYMOUS)
}
