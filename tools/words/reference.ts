/** Name in a reference: `fcntl`, `systemd.unit`, `std::move`. */
export const referenceName: string = String.raw`[A-Za-z_](?:[\w.+-]|::)*`

/** Section in a reference: `2`, `2const`. */
export const referenceSection = '[1-9][a-z]*'
