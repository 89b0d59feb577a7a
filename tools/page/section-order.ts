/**
 * Sections that a page can have, in their order; `NAME` is the title.
 *
 * @see man-pages(7), "Sections within a manual page", Linux man-pages 6.9
 */
export const sectionOrder: readonly string[] = [
  'LIBRARY',
  'SYNOPSIS',
  'CONFIGURATION',
  'DESCRIPTION',
  'OPTIONS',
  'PARAMETERS',
  'EXIT STATUS',
  'RETURN VALUE',
  'ERRORS',
  'ENVIRONMENT',
  'FILES',
  'ATTRIBUTES',
  'VERSIONS',
  'STANDARDS',
  'HISTORY',
  'NOTES',
  'CAVEATS',
  'BUGS',
  'EXAMPLES',
  'AUTHORS',
  'REPORTING BUGS',
  'COPYRIGHT',
  'SEE ALSO',
]

/** Sections that a page must have. */
export const sectionsRequired: readonly string[] = ['DESCRIPTION']
