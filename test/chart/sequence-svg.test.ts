import { expect, test } from 'vitest'
import { formatSvg, sequenceChart, sequenceSvg } from '../../tools/chart/index.ts'
import { lives, pinned, self, traceOf } from './traces.ts'

async function draw(...given: Parameters<typeof traceOf>): Promise<string> {
  const chart = sequenceChart(await traceOf(...given))
  return formatSvg(sequenceSvg(chart, { title: 'A <title>', id: 'x' }))
}

test('the description of a drawing says what it shows', async () => {
  const described = /<desc id="x-desc">(.*)<\/desc>/.exec(await draw(pinned))?.[1]
  expect(described?.replaceAll('. ', '.\n')).toMatchInlineSnapshot(`
    "A: open("f", O_RDWR) = 3.
    A: fcntl(3, F_SETLEASE, F_LAYOUT) = 0.
    A: mmap(3, 0, 65536, PROT_READ|PROT_WRITE, MAP_SHARED) = map 1.
    A: ibv_reg_mr(map 1, 0, 65536, IBV_ACCESS_LOCAL_WRITE) = mr 1.
    B: open("f", O_RDWR) = 3.
    B: ftruncate(3, 0), which sleeps.
    A receives SIGIO, caused by B.
    A: nextSignal() = SIGIO.
    The clock moves to 45 s.
    B wakes: ftruncate() = ETXTBSY."
  `)
  expect(/<desc id="x-desc">(.*)<\/desc>/.exec(await draw(lives))?.[1]).toContain(
    'The world is set to leaseBreakTime 10. ',
  )
  expect(await draw(self)).toContain('A is killed by SIGKILL.')
})

test('the title is escaped, and labels the drawing', async () => {
  const text = await draw(pinned)
  expect(text).toContain('<title id="x-title">A &lt;title&gt;</title>')
  expect(text).toMatch(
    /^<svg xmlns="[^"]+" class="chart" role="img" aria-labelledby="x-title x-desc"/,
  )
})

test('no label can end its text', () => {
  const name = '</text><script>alert(1)</script>\u0000&"'
  const input = [{ id: 1, process: name, call: 'open', args: [name, 'O_RDWR'] }]
  const chart = sequenceChart({ input, output: [{ id: 1, result: 3, at: 0 }] })
  const text = formatSvg(sequenceSvg(chart, { title: name, id: 'x' }))
  expect(text).not.toMatch(/<\/?script/)
  expect(text).not.toContain('\u0000')
  expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/)
})

test('everything is drawn inside the view, at numeric coordinates', async () => {
  for (const input of [pinned, lives, self]) {
    const text = await draw(input)
    const [, width, height] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(text) ?? []
    const xs = [...text.matchAll(/ (?:x|x1|x2|cx)="([^"]+)"/g)].map((match) => Number(match[1]))
    const ys = [...text.matchAll(/ (?:y|y1|y2|cy)="([^"]+)"/g)].map((match) => Number(match[1]))
    expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...xs)).toBeLessThanOrEqual(Number(width))
    expect(Math.max(...ys)).toBeLessThanOrEqual(Number(height))
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
  }
})
