export { makeSheet, rehypeReferences, siteHandlers } from './handlers.ts'
