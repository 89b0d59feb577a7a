/** Write a page without examples, with its text on line 9. */
export function plainPage(name: string, text: string, title = `${name}(7)`): string {
  return `---
date: 2026-11-22
---

# ${title} -- a page of the tests

## DESCRIPTION

${text}
`
}

/** Write a page with one example. */
export function pageText(name: string, outcome: string, rest = ''): string {
  return `---
date: 2026-11-22
---

# ${name}(7) -- a page of the tests

## DESCRIPTION

A file that does not exist cannot be opened.

\`\`\`ts name=absent
import { O_RDONLY, openWorld } from 'manproof'
await using world = await openWorld()
const process = await world.process('p')
// ---cut---
await process.open('absent', O_RDONLY)    //=> ${outcome}
\`\`\`
${rest}
## SEE ALSO

**open**(2)
`
}

/** A configuration with one simulated target. */
export const config = `import { defineConfig, simTarget } from 'manproof/config'
import { profile } from './profile.ts'

export default defineConfig({ targets: [simTarget(profile)], version: 'trial 1.0' })
`

/** File that the configuration imports. */
export const profile = "export const profile: 'rfc-v1' | 'rfc-v2' = 'rfc-v1'\n"
