export { type LeaseEdge, type LeaseGraph, leaseGraph } from './lease-graph.ts'
