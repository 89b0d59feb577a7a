// Theme switch, copy buttons and search. The site can be read without it.
const root = document.documentElement
const themes = ['auto', 'light', 'dark']

/** Storage can be closed to pages from disk; the choice then lasts as long as the page. */
function readTheme() {
  try {
    return localStorage.getItem('manproof-theme') ?? 'auto'
  } catch {
    return 'auto'
  }
}

function setTheme(theme) {
  if (theme === 'auto') delete root.dataset.theme
  else root.dataset.theme = theme
  try {
    localStorage.setItem('manproof-theme', theme)
  } catch {
    // As above.
  }
}

function openThemeButton(button) {
  let theme = readTheme()
  const show = () => {
    button.textContent = theme
    button.setAttribute('aria-label', `Theme: ${theme}`)
  }
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length]
    setTheme(theme)
    show()
  })
  show()
  button.hidden = false
}

/** The clipboard interface needs a secure context, unlike plain HTTP from another host. */
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (!done) throw new Error('Cannot copy: the browser refused')
}

/** The whole program: the folded part, then the visible one, byte for byte. */
function readProgram(button) {
  const parts = button.closest('figure').querySelectorAll('pre')
  return [...parts].map((part) => part.textContent).join('\n')
}

function openCopyButton(button) {
  const label = button.textContent
  const say = (text) => {
    button.textContent = text
    setTimeout(() => {
      button.textContent = label
    }, 2000)
  }
  button.addEventListener('click', () => {
    copyText(readProgram(button)).then(
      () => say('Copied'),
      () => say('Not copied'),
    )
  })
  button.setAttribute('aria-live', 'polite')
  button.hidden = false
}

/** The index is a script, since pages from disk cannot fetch files. */
let loading
function loadIndex() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = 'search-index.js'
    script.addEventListener('load', () => resolve(globalThis.manproofIndex))
    script.addEventListener('error', () => reject(new Error('Cannot load the search index')))
    document.head.append(script)
  })
  return loading
}

/** 0: no match. A name beats a part of a name (`LAYOUT` in `F_LAYOUT`), a title beats text. */
function rate(entry, word) {
  const [, page, title, words] = entry
  const name = title === '' ? page.toLowerCase() : title.toLowerCase()
  const bonus = title === '' ? 5 : 0
  if (name === word || name.startsWith(`${word}(`)) return 100 + bonus
  if (name.split(/[^\p{L}\p{N}]+/u).includes(word)) return 60 + bonus
  if (name.includes(word)) return 40 + bonus
  if (` ${words} `.includes(` ${word} `)) return 20 + bonus
  if (words.includes(word)) return 10 + bonus
  return page.toLowerCase().includes(word) && title !== '' ? 1 : 0
}

function findEntries(index, query) {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (asked.length === 0) return []
  return index
    .map((entry) => {
      const rates = asked.map((word) => rate(entry, word))
      return { entry, rate: rates.includes(0) ? 0 : rates.reduce((sum, one) => sum + one, 0) }
    })
    .filter((hit) => hit.rate > 1)
    .sort((a, b) => b.rate - a.rate)
    .map((hit) => hit.entry)
}

function makeResult([url, page, title]) {
  const link = document.createElement('a')
  link.href = url
  const where = document.createElement('span')
  where.textContent = page
  link.append(title === '' ? page : title, title === '' ? '' : where)
  const item = document.createElement('li')
  item.append(link)
  return item
}

function showHits(box, hits, query) {
  const count = document.createElement('p')
  count.setAttribute('role', 'status')
  count.textContent =
    hits.length === 0 ? `Nothing found for ${query}` : `${hits.length} found for ${query}`
  const list = document.createElement('ul')
  list.append(...hits.slice(0, 30).map(makeResult))
  box.replaceChildren(count, list)
  box.hidden = false
}

function moveFocus(event, box, input) {
  const links = [...box.querySelectorAll('a')]
  const at = links.indexOf(document.activeElement)
  if (event.key === 'Escape') {
    box.hidden = true
    input.focus()
  } else if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus()
  else if (event.key === 'ArrowUp') (links[at - 1] ?? input).focus()
  else if (event.key === 'Enter' && at < 0) links[0]?.click()
  else return
  event.preventDefault()
}

function openSearch(search) {
  const input = search.querySelector('input')
  const box = search.querySelector('.results')
  const update = async () => {
    const query = input.value.trim()
    const index = await loadIndex()
    if (query !== input.value.trim()) return
    if (query === '') box.hidden = true
    else showHits(box, findEntries(index, query), query)
  }
  input.addEventListener('focus', () => loadIndex().catch(() => {}))
  input.addEventListener('input', () => update().catch(console.error))
  search.addEventListener('keydown', (event) => moveFocus(event, box, input))
  search.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) box.hidden = true
  })
  document.addEventListener('click', (event) => {
    if (!search.contains(event.target) || event.target.closest('a')) box.hidden = true
  })
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, [contenteditable]')
    const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    const controlK = event.key === 'k' && (event.ctrlKey || event.metaKey)
    if (!slash && !controlK) return
    event.preventDefault()
    input.focus()
    input.select()
  })
  search.hidden = false
}

/** Unfold the setup above the cut if the linked line is in it. */
function unfold() {
  let id = location.hash.slice(1)
  try {
    id = decodeURIComponent(id)
  } catch {
    // A stray percent sign: use the id unchanged.
  }
  const folded = document.getElementById(id)?.closest('details')
  if (folded) folded.open = true
}

setTheme(readTheme())
document.addEventListener('DOMContentLoaded', () => {
  openThemeButton(document.querySelector('.theme'))
  openSearch(document.querySelector('.search'))
  for (const button of document.querySelectorAll('.copy')) openCopyButton(button)
  unfold()
})
addEventListener('hashchange', unfold)
