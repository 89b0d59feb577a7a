import { isRecord, type OptionKind, textKind } from '../words/index.ts'

/** The option of a plugin that needs the targets of the configuration. */
export const targetsKind: OptionKind = {
  expected: 'those of the configuration',
  accepts: Array.isArray,
  items: { expected: 'a target, such as `simTarget` makes', accepts: isTarget },
  isRequired: true,
}

function isTarget(value: unknown): boolean {
  return (
    isRecord(value) &&
    textKind.accepts(value['name']) &&
    Array.isArray(value['selectors']) &&
    value['selectors'].every(textKind.accepts)
  )
}
