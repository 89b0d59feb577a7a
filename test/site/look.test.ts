import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, openSite, type Site } from './open-site.ts'
import { compileSample, readFixture } from './sample.ts'

const pages = [...readFixture('manual'), ...readFixture('hostile')]
const contrast = readFileSync(new URL('fixtures/contrast.js', import.meta.url), 'utf8')
const skip = executablePath === undefined
const reason = skip ? ' (skipped: Chromium is not installed)' : ''

let site: Site

beforeAll(async () => {
  if (!skip) site = await openSite(await compileSample(pages))
})

afterAll(async () => {
  if (!skip) await site[Symbol.asyncDispose]()
})

describe.skipIf(skip)(`look${reason}`, () => {
  test('has the theme of the system, or remembers a chosen one', async () => {
    await using opened = await site.open(`${site.roots.server}demo.7.html`, { colorScheme: 'dark' })
    const { page } = opened
    const paper = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await paper()
    await page.getByRole('button', { name: 'Theme: auto' }).click()
    const light = await paper()
    expect(light).not.toBe(dark)
    await page.goto(`${site.roots.server}F_DEMO.2const.html`)
    expect(await paper()).toBe(light)
    await page.getByRole('button', { name: 'Theme: light' }).click()
    expect(await paper()).toBe(dark)
  })

  test.each(['light', 'dark'] as const)(
    'all text has the contrast of WCAG AA, %s',
    async (colorScheme) => {
      for (const path of ['index', 'F_DEMO.2const', 'hostile.7']) {
        await using opened = await site.open(`${site.roots.disk}${path}.html`, { colorScheme })
        const { page } = opened
        await page.evaluate(
          'for (const one of document.querySelectorAll("details")) one.open = true',
        )
        expect(await page.evaluate(contrast)).toEqual([])
      }
    },
  )

  test('the contrast check finds grey on grey', async () => {
    await using opened = await site.open(`${site.roots.disk}demo.7.html`)
    const { page } = opened
    await page.evaluate('document.querySelector(".phrase").style = "color: #999; background: #bbb"')
    expect(await page.evaluate(contrast)).toEqual([
      expect.stringMatching(/^1\.\d+ P\.phrase: overview/),
    ])
  })

  test('no page is wider than a window of at least 320 pixels', async () => {
    for (const path of ['index', 'F_DEMO.2const', 'demo.7', 'hostile.7']) {
      await using opened = await site.open(`${site.roots.disk}${path}.html`)
      for (const width of [320, 390, 768, 960, 1152, 1280, 1920]) {
        await opened.page.setViewportSize({ width, height: 800 })
        const real = await opened.page.evaluate('document.documentElement.scrollWidth')
        expect({ path, real }).toEqual({ path, real: width })
      }
    }
  })

  test('shows 80 columns of code without scrolling in a window of 1280 pixels', async () => {
    const viewport = { width: 1280, height: 800 }
    await using opened = await site.open(`${site.roots.disk}F_DEMO.2const.html`, { viewport })
    const fits = (columns: number): Promise<unknown> =>
      opened.page.evaluate(`{
        const pre = document.querySelector('#example-take > pre')
        pre.textContent = 'x'.repeat(${columns})
        pre.scrollWidth <= pre.clientWidth
      }`)
    expect(await fits(80)).toBe(true)
    expect(await fits(200)).toBe(false)
  })

  test('heads of tables have a scope, and each document has its landmarks', async () => {
    for (const path of ['index', 'F_DEMO.2const']) {
      await using opened = await site.open(`${site.roots.disk}${path}.html`)
      const { page } = opened
      expect(await page.locator('th:not([scope])').count()).toBe(0)
      expect(await page.locator('table').count()).toBeGreaterThan(0)
      for (const role of ['banner', 'main', 'contentinfo', 'search'] as const) {
        expect({ role, count: await page.getByRole(role).count() }).toEqual({ role, count: 1 })
      }
    }
  })

  test('the first stop of the keyboard skips to the content', async () => {
    await using opened = await site.open(`${site.roots.disk}demo.7.html`)
    const { page } = opened
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN')
  })
})

describe.skipIf(skip)(`look on a phone${reason}`, () => {
  test('shows the complete name of the manual', async () => {
    const viewport = { width: 390, height: 844 }
    await using opened = await site.open(`${site.roots.disk}demo.7.html`, { viewport })
    await opened.page.evaluate('document.querySelector(".home").textContent = "manproof"')
    const home = await opened.page.evaluate(`{
      const { scrollWidth, clientWidth } = document.querySelector('.home')
      ;[scrollWidth - clientWidth, clientWidth > 60]
    }`)
    expect(home).toEqual([0, true])
  })
})

describe.skipIf(skip)(`look on paper${reason}`, () => {
  test('an example and its outcomes share a page if they fit', async () => {
    await using opened = await site.open(`${site.roots.disk}F_DEMO.2const.html`)
    await opened.page.emulateMedia({ media: 'print' })
    const breaks = 'getComputedStyle(document.querySelector("#example-take")).breakInside'
    expect(await opened.page.evaluate(breaks)).toBe('avoid')
  })
})
