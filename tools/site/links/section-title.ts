const titles: Readonly<Record<string, string>> = {
  1: 'User commands',
  2: 'System calls',
  '2const': 'System call constants',
  '2type': 'System call types',
  3: 'Library functions',
  '3const': 'Library constants',
  '3type': 'Library types',
  4: 'Devices',
  5: 'File formats',
  6: 'Games',
  7: 'Overviews and conventions',
  8: 'Administration',
}

/**
 * Title of a section of the manual.
 *
 * @see man-pages(7), "Sections of the manual pages"
 */
export function sectionTitle(section: string): string {
  return titles[section] ?? titles[section.charAt(0)] ?? 'Other pages'
}
