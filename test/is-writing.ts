import process from 'node:process'

/** Whether reports are being written anew; `npm run reports` sets this. */
export const isWriting: boolean = process.env['WRITE_REPORTS'] !== undefined
