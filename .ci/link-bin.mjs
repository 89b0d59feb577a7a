// npm links the programs of dependencies, but not those of the package itself: after `npm ci` in
// a clone, `npx manproof` would look for it elsewhere. Runs at the end of `npm run prepare`.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
chmodSync(`${root}dist/tools/cli/main.js`, 0o755)
mkdirSync(`${root}node_modules/.bin`, { recursive: true })
rmSync(`${root}node_modules/.bin/manproof`, { force: true })
symlinkSync('../../dist/tools/cli/main.js', `${root}node_modules/.bin/manproof`)
