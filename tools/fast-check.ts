/**
 * Random programs of system calls, for property-based tests.
 *
 * They come as steps, as a trace in the format of `manproof replay`, or as commands that hold one
 * world against another, and they shrink: what is left of one that fails is short.
 * fast-check has to be installed beside manproof.
 *
 * @packageDocumentation
 * @example
 * Any program of two processes can be written as a trace, and is read back:
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
