import process from 'node:process'
import { loadConfig } from '../../manual/index.ts'
import { exitCode } from '../../message/index.ts'
import { packageInfo } from '../../package-info.ts'
import { type FoundTool, findTools } from '../print/find-tools.ts'
import { refuseArguments } from '../read-arguments.ts'
import { type Probed, probeTargets } from '../tested/probe-targets.ts'
import type { Verb } from '../verb.ts'

const usage = `Usage: manproof doctor [--json]

List the targets and tools that work on this machine, and how to enable the others.

  --json   print an object with node, config, targets and tools

Examples:
  manproof doctor
  manproof doctor --json | jq '.targets[] | select(.available | not)'

Exit status: 0 whatever it finds; 2 wrong command line or configuration.
`

/** `manproof doctor`. */
export const doctor: Verb = {
  usage,
  options: { json: { type: 'boolean' } },
  async run({ values, positionals, io }) {
    refuseArguments(positionals)
    const settings = await loadConfig(io.cwd)
    const targets = await probeTargets(settings.targets)
    const tools = await findTools(io.env['PATH'] ?? '')
    const about = {
      manproof: packageInfo().version,
      node: process.version,
      config: settings.path ?? null,
      evidence: settings.evidence,
    }
    if (values['json']) {
      const probes = targets.map(({ target, probe }) => ({ ...target, ...probe }))
      io.data(`${JSON.stringify({ ...about, targets: probes, tools }, null, 2)}\n`)
      return exitCode.clean
    }
    io.stdout(
      `manproof ${about.manproof}, Node ${about.node}
configuration: ${about.config ?? 'none, using defaults'}

Targets
${targets.map(targetText).join('')}
Tools
${tools.map(toolText).join('')}`,
    )
    return exitCode.clean
  },
}

function targetText({ target, probe }: Probed): string {
  if (!probe.available) {
    const remedy = probe.remedy === '' ? '' : `        remedy: ${probe.remedy}\n`
    return `  no    ${target.name}: ${probe.reason}\n${remedy}`
  }
  return `  yes   ${target.name}: ${probe.release}
        filesystems: ${probe.fs.join(' ') || 'none of its own'}
        capabilities: ${probe.capabilities.join(' ') || 'none'}
`
}

function toolText(tool: FoundTool): string {
  if (tool.path === undefined) {
    return `  no    ${tool.name} (${tool.use})
        remedy: apt-get install ${tool.packages}
`
  }
  const release = tool.release === undefined ? '' : ` ${tool.release}`
  return `  yes   ${tool.name}${release}: ${tool.path} (${tool.use})\n`
}
