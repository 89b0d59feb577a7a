import { expect, test } from 'vitest'
import * as api from '../../tools/spec/index.ts'

test('`spec` exports its functions', () => {
  expect(Object.keys(api).sort()).toEqual([
    'answersTo',
    'arePagesSound',
    'checkErrorEvidence',
    'checkPages',
    'claimFor',
    'commandWords',
    'eachNode',
    'errorEntries',
    'errorSightings',
    'evidenceFor',
    'foldOutcomeTable',
    'formatEvidence',
    'formatOutcome',
    'isOfError',
    'isSameError',
    'matchOutcome',
    'nameTargets',
    'outcomeTable',
    'pageAnchors',
    'pageFacts',
    'parseTree',
    'placeIn',
    'readDefinitions',
    'readEvidence',
    'readOutcome',
    'readSpec',
    'sectionNodes',
    'selectorsOf',
    'selectsTarget',
    'slugOf',
    'splitClaims',
    'tagOf',
  ])
})
