import { expect, test } from 'vitest'
import * as api from '../../tools/spec/index.ts'

test('`spec` exports its functions', () => {
  expect(Object.keys(api).sort()).toEqual([
    'answersTo',
    'arePagesSound',
    'checkPages',
    'claimFor',
    'evidenceFor',
    'foldOutcomeTable',
    'formatEvidence',
    'formatOutcome',
    'matchOutcome',
    'nameTargets',
    'outcomeTable',
    'pageAnchors',
    'pageFacts',
    'placeIn',
    'readDefinitions',
    'readEvidence',
    'readOutcome',
    'readSpec',
    'selectorsOf',
    'selectsTarget',
    'slugOf',
    'splitClaims',
  ])
})
