export { makeSheet, rehypeReferences, type Sheet, siteHandlers } from './handlers.ts'
