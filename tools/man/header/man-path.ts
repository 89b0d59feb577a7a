/**
 * Make the path of a man page in the folder of a manual: `man2/F_LAYOUT.2const`.
 *
 * `2const` goes to `man2`: man-db also finds it in `man2const`, but mandoc's man without a database
 * does not.
 *
 * @see measured: man-db 2.11.2 and mandoc 1.14.6, test/man/tools.test.ts
 */
export function manPath(name: string, section: string): string {
  return `man${section.slice(0, 1)}/${name}.${section}`
}
