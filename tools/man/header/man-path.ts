/**
 * Path of a manual page below the folder of a manual.
 *
 * `2const` goes to `man2`: man-db finds it in `man2const` as well, mandoc's man without a database
 * does not.
 *
 * @param name
 *   Name of the page, in its own case.
 * @param section
 *   `7`, `2const`.
 * @returns
 *   `man2/F_LAYOUT.2const`.
 * @see measured: man-db 2.11.2 and mandoc 1.14.6, test/man/tools.test.ts
 */
export function manPath(name: string, section: string): string {
  return `man${section.slice(0, 1)}/${name}.${section}`
}
