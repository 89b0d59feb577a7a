export { checkPages } from './check-pages.ts'
export { pageAnchors } from './page-anchors.ts'
export { type LocalLink, type Mention, type PageFacts, pageFacts } from './page-facts.ts'
