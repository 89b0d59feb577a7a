/**
 * What each module may import, besides itself. `driver` is the port, `driver/targets` declares targets,
 * `driver/sim`, `driver/host` and `driver/vm` are adapters; `tools` are the entry points, such as `tools/index.ts`
 * and `tools/config.ts`.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  cli: [
    'cache',
    'publish',
    'check',
    'reference',
    'run',
    'man',
    'site',
    'project',
    'spec',
    'message',
    'chart',
    'driver',
    'driver/targets',
    'driver/vm',
    'explore',
    'tools',
  ],
  check: ['cache', 'project', 'spec', 'message'],
  reference: ['message'],
  run: ['project', 'spec', 'message'],
  man: ['spec', 'message', 'chart'],
  site: ['spec', 'message', 'chart'],
  spec: ['message'],
  message: [],
  cache: [],
  project: [],
  chart: [],
  explore: ['model'],
  lifecycle: ['model'],
  'driver/targets': [],
  'driver/sim': ['driver', 'model'],
  'driver/host': ['cache', 'driver'],
  'driver/vm': ['cache', 'driver', 'driver/host', 'driver/targets'],
  driver: ['driver/targets', 'model'],
  model: [],
  arbitrary: ['driver'],
  tools: ['driver', 'driver/targets', 'driver/sim', 'arbitrary', 'spec', 'man', 'reference'],
}

/** The table as `docs/internals/architecture.md` has it. */
export function layerTable(): string {
  const rows = Object.entries(layers).map(
    ([module, below]) =>
      `| \`${module}\` | ${below.map((name) => `\`${name}\``).join(' ') || 'nothing'} |`,
  )
  return ['| module | may import |', '| --- | --- |', ...rows].join('\n')
}

/** Module that a path under `tools/` belongs to. */
export function moduleOf(path: string): string {
  const parts = path.replace(/^tools\//, '').split('/')
  const [first = '', second = ''] = parts
  if (parts.length === 1) return 'tools'
  return first === 'driver' && parts.length > 2 && second in { targets: 1, sim: 1, host: 1, vm: 1 }
    ? `driver/${second}`
    : first
}
