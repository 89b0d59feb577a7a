/**
 * Names of glyphs that every output device knows, or can imitate in ASCII.
 *
 * @see groff_char(7), 1.22.4; mandoc_char(7), 1.14.6
 */
export const glyphs: Readonly<Record<string, string>> = {
  '\\': 'rs',
  "'": 'aq',
  '"': 'dq',
  '`': 'ga',
  '^': 'ha',
  '~': 'ti',
  '@': 'at',
  '—': 'em',
  '–': 'en',
  '‘': 'oq',
  '’': 'cq',
  '“': 'lq',
  '”': 'rq',
  '•': 'bu',
  '→': '->',
  '←': '<-',
  '⇒': 'rA',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  // By number, groff 1.22 to 1.24 confuses these two.
  '≪': '<<',
  '≫': '>>',
  '×': 'mu',
  '±': '+-',
  '°': 'de',
  '§': 'sc',
  '©': 'co',
  '®': 'rg',
  '⟨': 'la',
  '⟩': 'ra',
}
