/**
 * Other modules that each module may import. `driver` is the port, `driver/targets` declares targets,
 * `driver/sim`, `driver/host` and `driver/vm` are adapters; `vitest` is `run/vitest`; `tools` stands
 * for the entry points, such as `tools/index.ts` and `tools/config.ts`.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  cli: [
    'manual',
    'publish',
    'pipeline',
    'check',
    'foreign',
    'loader',
    'run',
    'man',
    'site',
    'evidence',
    'page',
    'outcome',
    'reference',
    'project',
    'cache',
    'message',
    'chart',
    'driver',
    'driver/targets',
    'driver/vm',
    'explore',
    'orders',
    'tools',
    'words',
  ],
  vitest: ['manual', 'pipeline', 'run', 'project', 'page', 'outcome', 'message', 'words'],
  manual: [
    'foreign',
    'loader',
    'publish',
    'pipeline',
    'run',
    'man',
    'site',
    'evidence',
    'page',
    'outcome',
    'reference',
    'project',
    'cache',
    'message',
    'driver/targets',
    'tools',
    'words',
  ],
  pipeline: ['check', 'man', 'site', 'evidence', 'page', 'plugins', 'tools'],
  run: ['loader', 'evidence', 'page', 'outcome', 'project', 'message', 'words'],
  check: ['evidence', 'page', 'outcome', 'project', 'cache', 'message', 'words'],
  man: ['evidence', 'page', 'outcome', 'message', 'chart', 'words'],
  site: ['evidence', 'page', 'outcome', 'message', 'chart', 'words'],
  evidence: ['page', 'outcome', 'message', 'words'],
  page: ['outcome', 'message', 'words'],
  outcome: ['message', 'words'],
  reference: ['message', 'words'],
  plugins: ['foreign', 'message', 'words'],
  foreign: ['message'],
  publish: ['project', 'cache', 'message'],
  project: [],
  cache: [],
  loader: [],
  message: [],
  chart: [],
  orders: ['run', 'evidence', 'page', 'outcome', 'driver', 'explore'],
  explore: ['model'],
  'driver/targets': ['words'],
  'driver/sim': ['driver', 'driver/targets', 'model'],
  'driver/host': ['cache', 'driver'],
  'driver/vm': ['cache', 'driver', 'driver/host', 'driver/targets'],
  driver: ['driver/targets', 'model', 'words'],
  model: [],
  words: [],
  arbitrary: ['driver'],
  tools: [
    'driver',
    'driver/targets',
    'driver/sim',
    'arbitrary',
    'check',
    'man',
    'evidence',
    'page',
    'outcome',
    'reference',
    'words',
  ],
}

/** Format the table as in `docs/internals/architecture.md`, where equal rows are one. */
export function layerTable(): string {
  const rows = new Map<string, string[]>()
  for (const [module, below] of Object.entries(layers)) {
    const list = below.map((name) => `\`${name}\``).join(' ') || 'nothing'
    rows.set(list, [...(rows.get(list) ?? []), `\`${module}\``])
  }
  const lines = [...rows].map(([below, modules]) => `| ${modules.join(' ')} | ${below} |`)
  return ['| module | may import |', '| --- | --- |', ...lines].join('\n')
}

/** Find the module of a path under `tools/`. */
export function moduleOf(path: string): string {
  const parts = path.replace(/^tools\//, '').split('/')
  const [first = '', second = ''] = parts
  if (path === 'tools/pipeline.ts') return 'pipeline'
  if (parts.length === 1) return 'tools'
  if (first === 'run' && second === 'vitest') return 'vitest'
  return first === 'driver' && parts.length > 2 && second in { targets: 1, sim: 1, host: 1, vm: 1 }
    ? `driver/${second}`
    : first
}
