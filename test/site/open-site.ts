import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Path of Chromium; `undefined` if it is not installed. */
export const executablePath: string | undefined = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync)

/** A document in a browser, with its faults. */
export interface Opened extends AsyncDisposable {
  readonly page: Page
  /** Errors, warnings, dialogs, and requests outside the site. */
  readonly faults: readonly string[]
}

/** A site on disk and on a server, and a browser. */
export interface Site extends AsyncDisposable {
  /** Addresses of its root. */
  readonly roots: Readonly<Record<'disk' | 'server', string>>
  open(url: string, options?: BrowserContextOptions): Promise<Opened>
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
}

/** Write a site to a folder, serve it below `/some/where/`, and start the browser. */
export async function openSite(files: ReadonlyMap<string, string>): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'manproof-site-'))
  for (const [path, text] of files) await writeFile(join(folder, path), text)
  const server = createServer(async (request, response) => {
    const asked = /^\/some\/where\/([\w.-]+)$/.exec(decodeURI(request.url ?? ''))?.[1] ?? ''
    const path = files.has(asked) ? asked : '404.html'
    const type = types[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain'
    response.writeHead(path === asked ? 200 : 404, { 'content-type': `${type}; charset=utf-8` })
    response.end(await readFile(join(folder, path)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const roots = {
    disk: `${pathToFileURL(folder).href}/`,
    server: `http://127.0.0.1:${port}/some/where/`,
  }
  return {
    roots,
    async open(url, options = {}) {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const faults = watch(page, Object.values(roots))
      await page.goto(url)
      return { page, faults, [Symbol.asyncDispose]: () => context.close() }
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}

function watch(page: Page, roots: readonly string[]): readonly string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`)
    dialog.dismiss().catch((error: unknown) => faults.push(String(error)))
  })
  page.on('request', (request) => {
    const own = [...roots, 'data:'].some((root) => request.url().startsWith(root))
    if (!own) faults.push(`request ${request.url()}`)
  })
  return faults
}
