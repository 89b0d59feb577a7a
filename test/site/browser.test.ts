import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executablePath, openSite, type Site } from './open-site.ts'
import { compileSample, readFixture } from './sample.ts'

const pages = [...readFixture('manual'), ...readFixture('hostile')]
const skip = executablePath === undefined
const reason = skip ? ' (skipped: Chromium is not installed)' : ''

let site: Site

beforeAll(async () => {
  if (!skip) site = await openSite(await compileSample(pages))
})

afterAll(async () => {
  if (!skip) await site[Symbol.asyncDispose]()
})

describe.skipIf(skip).each(['disk', 'server'] as const)(`from %s${reason}`, (place) => {
  test('opens every document without an error or a request elsewhere', async () => {
    for (const path of ['index', 'demo.7', 'F_DEMO.2const', 'hostile.7', '404']) {
      await using opened = await site.open(`${site.roots[place]}${path}.html`)
      expect(await opened.page.locator('h1').count()).toBe(1)
      const style = 'getComputedStyle(document.querySelector(".top")).position'
      expect(await opened.page.evaluate(style)).toBe('sticky')
      expect({ path, faults: opened.faults }).toEqual({ path, faults: [] })
    }
  })

  test('finds F_LAYOUT by a part of its name, from the keyboard alone', async () => {
    await using opened = await site.open(`${site.roots[place]}index.html`)
    const { page } = opened
    await page.keyboard.press('/')
    await page.keyboard.type('LAYOUT')
    await page.locator('.results a').first().waitFor()
    expect(await page.locator('.results a').allTextContents()).toEqual(['DESCRIPTIONdemo(7)'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.roots[place]}demo.7.html#DESCRIPTION`)
    expect(opened.faults).toEqual([])
  })

  test('says if nothing is found, and closes on Escape', async () => {
    await using opened = await site.open(`${site.roots[place]}demo.7.html`)
    const { page } = opened
    await page.keyboard.press('Control+k')
    await page.keyboard.type('nosuchword')
    await page.getByText('Nothing found for nosuchword').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('.results').isVisible()).toBe(false)
  })

  test('copies the whole program, byte for byte', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    await using opened = await site.open(`${site.roots[place]}F_DEMO.2const.html`, { permissions })
    const { page } = opened
    const examples = pages.find(({ names }) => names.includes('F_DEMO'))?.examples ?? []
    expect(examples).toHaveLength(3)
    for (const { labels, code } of examples) {
      const figure = page.locator(`#example-${labels.name}`)
      await figure.getByRole('button').click()
      await figure.getByText('Copied').waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(code)
    }
  })

  test('unfolds the setup of an example when a line in it is linked to', async () => {
    await using opened = await site.open(`${site.roots[place]}hostile.7.html`)
    const details = opened.page.locator('details')
    expect(await details.evaluate('document.querySelector("details").open')).toBe(false)
    await opened.page.evaluate('document.querySelector("details code").id = "inside"')
    await opened.page.evaluate('location.hash = "inside"')
    await opened.page.locator('details[open]').waitFor()
  })
})

describe.skipIf(skip)(`without script or page${reason}`, () => {
  test('the 404 page of a server links to the index', async () => {
    await using opened = await site.open(`${site.roots.server}nothing.html`)
    await opened.page.locator('main').getByRole('link', { name: 'index' }).click()
    await opened.page.waitForURL(`${site.roots.server}index.html`)
  })

  test('the site can be read and navigated', async () => {
    await using opened = await site.open(`${site.roots.disk}index.html`, {
      javaScriptEnabled: false,
    })
    const { page } = opened
    expect(await page.locator('button:visible, input:visible').count()).toBe(0)
    const link = page.locator('.index').getByRole('link', { name: 'F_DEMO(2const)', exact: true })
    await link.click()
    expect(await page.locator('h1').textContent()).toBe('F_DEMO(2const), F_UNDEMO(2const)')
    expect(await page.locator('#example-take .outcomes').textContent()).toContain('after T: ETXT')
    await page.getByText('3 lines of setup').click()
    expect(await page.getByText('// ---cut---').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'demo(7) →' }).click()
    expect(await page.locator('h1').textContent()).toBe('demo(7)')
  })
})
