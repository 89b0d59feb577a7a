import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { openFolder, root, runCli } from '../run-cli.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) =>
  existsSync(path),
)

test('every page of the real site opens in Chromium without complaints', async ({ skip }) => {
  if (executablePath === undefined) {
    skip('chromium is not installed')
    return
  }
  using folder = openFolder({})
  const { code, stderr } = await runCli(root, 'site', '--out', folder.path)
  expect({ code, stderr }).toMatchObject({ code: 0 })
  const pages = readdirSync(folder.path).filter((name) => name.endsWith('.html'))
  expect(pages).toContain('index.html')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('requestfailed', (request) => complaints.push(request.url()))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url())
    })
    for (const name of pages) {
      await page.goto(pathToFileURL(join(folder.path, name)).href)
      expect(await page.locator('h1').count()).toBe(1)
    }
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
  }
})
