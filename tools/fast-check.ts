/**
 * Random programs of system calls, for property-based tests.
 *
 * Programs are steps, traces for `manproof replay`, or commands that compare two worlds.
 * All shrink, so failing programs are short.
 * The package fast-check must be installed.
 *
 * @packageDocumentation
 * @example
 * Any program of two processes can be written as a trace and read back:
 *
 * ```ts norun="needs fast-check"
 * import fc from 'fast-check'
 * import { readTrace } from 'manproof'
 * import { anyTrace } from 'manproof/fast-check'
 *
 * fc.assert(
 *   fc.property(anyTrace({ processes: ['holder', 'other'] }), (text) => {
 *     readTrace(text)
 *   }),
 * )
 * ```
 */
export * from './arbitrary/index.ts'
