/**
 * Show how a text changes.
 *
 * @param path
 *   Path in the headers.
 * @param before
 *   Old text.
 * @param after
 *   New text.
 * @param mostEdits
 *   Limit of added and removed lines; comparing long texts without a common line takes minutes.
 * @returns
 *   Unified diff with three lines of context, as patch(1) reads it; `undefined` above `mostEdits`.
 * @see diff 9, `createTwoFilesPatch`
 */
export async function patchText(
  path: string,
  before: string,
  after: string,
  mostEdits: number,
): Promise<string | undefined> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff')
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
    maxEditLength: mostEdits,
  })
}
