import process from 'node:process'

/** Whether reports are being rewritten, as by `npm run reports`. */
export const isWriting: boolean = process.env['WRITE_REPORTS'] !== undefined
