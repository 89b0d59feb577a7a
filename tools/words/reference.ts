/** Name in a reference: `fcntl`, `systemd.unit`, `std::move`. */
export const referenceName: string = String.raw`[A-Za-z_](?:[\w.+-]|::)*`

/** Section in a reference: `2`, `2const`. */
export const referenceSection = '[1-9][a-z]*'

/** Name of a page: `F_LAYOUT`, `git-log`, `7z`. */
export const pageName: string = String.raw`[A-Za-z0-9_][\w.+:-]*`

/** Section of a page: one digit and perhaps a suffix, such as `2`, `2const`, `3p`. */
export const pageSection = '[1-9](?:[a-z][a-z0-9]*)?'
