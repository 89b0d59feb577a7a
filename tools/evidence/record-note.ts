// Recording does not replace a file that was edited.
const ifEdited = 'if its file was edited, restore or delete that first'

/** What to do about evidence that does not fit its page. */
export const recordNote: string = `record it with \`manproof test --record\`; ${ifEdited}`

/** What to do about evidence of an example that is gone. */
export const removeNote: string = `remove it with \`manproof test --record\`; ${ifEdited}`
