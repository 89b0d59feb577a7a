// Man pages of a manual of 1,000 pages of 8 KiB, as whole processes, compared with all other
// installed programs on the same documents in their own syntax. `BENCH_PAGES` sets the number of
// pages, `BENCH_MODULES` names a folder with more packages (marked-man).
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isHere, peers } from './pages/peers.mjs'
import { peakMemory, runTimed } from './pages/run-timed.mjs'
import { printPage, syntaxes } from './pages/syntaxes.mjs'

const main = fileURLToPath(new URL('../dist/tools/cli/main.js', import.meta.url))
const count = Number(process.env['BENCH_PAGES'] ?? 1000)
const usualRounds = 5

function writePages(folder, syntax, pageCount) {
  mkdirSync(folder, { recursive: true })
  const names = []
  for (let index = 0; index < pageCount; index += 1) {
    const { file, text } = printPage(index, syntaxes[syntax])
    names.push(file)
    writeFileSync(join(folder, file), text)
  }
  return names
}

function openManual(root, pageCount) {
  const names = writePages(join(root, 'docs'), 'manproof', pageCount)
  // The cache is in this folder, and removed with it.
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(
    join(root, 'package.json'),
    '{"name": "bench", "version": "1.0.0", "type": "module"}',
  )
  return names.map((name) => join(root, 'docs', name))
}

/** The fastest of some rounds: other load only adds to it. */
function quickest(rounds, once) {
  const times = Array.from({ length: rounds }, once)
  return {
    seconds: Math.min(...times.map(({ seconds }) => seconds)),
    processor: Math.min(...times.map(({ processor }) => processor)),
  }
}

function print(name, how, pageCount, { seconds, processor }) {
  const rate = Math.round(pageCount / seconds).toLocaleString('en')
  const shown = `${seconds.toFixed(2)} s, processor ${processor.toFixed(2)} s`
  console.log(`${name.padEnd(28)} ${rate.padStart(8)} pages/s   ${shown}   ${how}`)
}

function measureOurs(root) {
  const pages = openManual(root, count)
  const man = () => runTimed(`node ${main} man`, { cwd: root })
  print('manproof, cold', `${count} pages, two threads`, count, man())
  // Two runs: the second one finds the files old enough to skip reading them again.
  man()
  print('manproof, nothing changed', 'fastest of 5', count, quickest(usualRounds, man))
  const change = () => {
    appendFileSync(pages[count >> 1], '\nOne more sentence.\n')
    return man()
  }
  print('manproof, one page changed', 'fastest of 5', count, quickest(usualRounds, change))
  const version = () => runTimed(`node ${main} --version`, { cwd: root })
  print('manproof --version', 'fastest of 5', 0, quickest(usualRounds, version))
}

function measureAny(root) {
  writePages(join(root, 'any'), 'markdown', count)
  const any = () => runTimed(`node ${main} man --any --out out any/*`, { cwd: root })
  print('manproof --any, cold', `${count} pages`, count, any())
  print('manproof --any, again', 'fastest of 3', count, quickest(3, any))
}

function measurePeer(peer, root) {
  const pageCount = Math.max(1, Math.round(count * (peer.share ?? 1)))
  const from = join(root, `${peer.name.replace(/\W+/g, '-')}-from`)
  const to = join(root, `${peer.name.replace(/\W+/g, '-')}-to`)
  writePages(from, peer.syntax, pageCount)
  mkdirSync(to)
  const time = runTimed(peer.command, { cwd: root, env: { FROM: from, TO: to } })
  print(peer.name, `${pageCount} pages, ${peer.how}`, pageCount, time)
}

async function measureMemory(root) {
  for (const pageCount of [count >> 2, count, count << 2]) {
    const folder = join(root, `memory-${pageCount}`)
    openManual(folder, pageCount)
    const peak = await peakMemory(process.execPath, [main, 'man'], folder)
    console.log(`memory, ${pageCount} pages cold: ${peak} MiB peak`)
  }
}

/** Measure everything and print the table. */
export async function report() {
  const root = mkdtempSync(join(tmpdir(), 'manproof-bench-'))
  const loads = loadavg().map((load) => load.toFixed(1))
  console.log(`man pages: ${count} of 8 KiB, ${cpus().length} processors, load ${loads.join(' ')}`)
  try {
    measureOurs(join(root, 'manual'))
    measureAny(join(root, 'manual'))
    for (const peer of peers) {
      if (isHere(peer)) measurePeer(peer, root)
      else console.log(`${peer.name.padEnd(28)} absent`)
    }
    await measureMemory(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
