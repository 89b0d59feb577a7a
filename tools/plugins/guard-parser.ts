import type { Plugin, Processor } from 'unified'
import { reasonOf, runForeign } from '../foreign/index.ts'
import { exitCode, report } from '../message/index.ts'
import { treeProblem } from './tree-problem.ts'

/**
 * A unified plugin that guards the parser against syntax extensions of other plugins.
 *
 * @param list
 *   Member of the configuration with these plugins, such as `remarkPlugins`.
 */
export const guardParser: Plugin<[string]> = function (this: Processor, list) {
  const { parser } = this
  if (parser === undefined) return
  const failure = `Cannot parse the page with the plugins of \`${list}\``
  this.parser = (text, file) => {
    let problem: string | undefined
    try {
      const tree = runForeign({ failure, exit: exitCode.findings }, () => parser(text, file))
      problem = treeProblem(tree, 'mdast') ?? emptyProblem(tree, text)
      if (problem === undefined) return tree
    } catch (error) {
      problem = reasonOf(error)
    }
    throw report(file, 'plugin-failed', `${failure}: ${problem}`, { line: 1, column: 1 })
  }
}

function emptyProblem(tree: object, text: string): string | undefined {
  const isEmpty = 'children' in tree && Object(tree.children).length === 0
  return isEmpty && text.trim() !== '' ? 'they removed everything from the page' : undefined
}
