import { Project } from 'ts-morph'
import { expect, test } from 'vitest'
import { root, tracked } from './tree.ts'

const project = new Project({
  tsConfigFilePath: `${root}tsconfig.json`,
  skipAddingFilesFromTsConfig: true,
})

test('each module exports exactly this, types included', () => {
  const indexes = tracked('tools/*index.ts', 'tools/config.ts')
  // Add all files before the first query: adding one discards the program.
  const sources = indexes.map((path) => project.addSourceFileAtPath(`${root}${path}`))
  const exports = sources.map((source, index) => [
    indexes[index],
    [...source.getExportedDeclarations().keys()].sort().join(' '),
  ])
  expect(Object.fromEntries(exports)).toMatchInlineSnapshot(`
    {
      "tools/arbitrary/index.ts": "Made Pick ProgramOptions Side Step anyCommands anyProgram anyStep anyTrace describeStep openSide perform",
      "tools/cache/index.ts": "hashOf isGone keepFile keepText makeFolder readText userCache",
      "tools/chart/index.ts": "ChartLine ChartRow ChartTrace Lane SequenceChart Span SvgElement SvgText formatSvg sequenceChart sequenceSvg sequenceText",
      "tools/check/c/index.ts": "CChecked CheckCOptions checkC",
      "tools/check/index.ts": "CChecked CheckCOptions CheckTypesOptions TypeCache checkC checkTypes presetStyle",
      "tools/check/style/index.ts": "presetStyle",
      "tools/check/types/index.ts": "CheckTypesOptions TypeCache checkTypes",
      "tools/config.ts": "Config Engine ReferenceEntry Target defineConfig hostTarget simTarget vmTarget",
      "tools/driver/host/index.ts": "Attempts Entry HostOptions KernelSetting KernelView Transport TransportListener enterWorld openDriver probeCapabilities",
      "tools/driver/index.ts": "Bytes CallName Capability Data DeadlockError Driver DriverTarget FALLOC_FL_COLLAPSE_RANGE FALLOC_FL_INSERT_RANGE FALLOC_FL_KEEP_SIZE FALLOC_FL_PUNCH_HOLE FALLOC_FL_ZERO_RANGE FD_CLOEXEC FOLL_FAST FOLL_LONGTERM FOLL_WRITE F_DUPFD F_EXCLUSIVE F_EXLCK F_GETFD F_GETFL F_GETLEASE F_GETOWN F_GETOWN_EX F_GETSIG F_LAYOUT F_RDLCK F_SETFD F_SETFL F_SETLEASE F_SETOWN F_SETOWN_EX F_SETSIG F_SHLCK F_UNLCK F_WRLCK FileSetting FileStatus FileSystem HandlerCall IBV_ACCESS_LOCAL_WRITE IBV_ACCESS_ON_DEMAND IBV_ACCESS_REMOTE_READ IBV_ACCESS_REMOTE_WRITE KernelLine KilledError MAP_ANONYMOUS MAP_POPULATE MAP_PRIVATE MAP_SHARED MAP_SHARED_VALIDATE MAP_SYNC Mapping MemoryRegion O_APPEND O_CLOEXEC O_CREAT O_DIRECT O_EXCL O_NONBLOCK O_PATH O_RDONLY O_RDWR O_TRUNC O_WRONLY PAGE PROT_NONE PROT_READ PROT_WRITE Pin Pipe Process ProcessOptions RDMA_FD ReadTrace RegisteredBuffers SIGALRM SIGBUS SIGCHLD SIGHUP SIGINT SIGIO SIGKILL SIGRTMAX SIGRTMIN SIGSEGV SIGSTOP SIGTERM SIGURG SIGUSR1 SIGUSR2 SignalAction SignalInfo SimProfile SystemError TargetInfo Trace TraceCall TraceError TraceLine TraceProblem Unavailable UnsupportedError World WorldCallName WorldOptions hostTarget knownTargets nameConstants openTarget openWorld readLines readTrace replay simProfiles simTarget vmKernels vmTarget",
      "tools/driver/sim/index.ts": "openDriver",
      "tools/driver/targets/index.ts": "DriverTarget KernelLine SimProfile capabilities errorAliases errors fileSystemGroups fileSystems hostTarget knownTargets leadingSelector namedTargets nearestTwin signalAliases signals simProfiles simTarget standardSignals vmKernels vmTarget",
      "tools/driver/vm/index.ts": "Emulator PrepareOptions Prepared RequirementError RunningGuest VmOptions VmStatus cleanGuests openDriver prepareGuest stopGuests vmStatus",
      "tools/evidence/index.ts": "ErrorEntry ErrorSighting Evidence EvidenceError EvidenceOptions ExampleEvidence OutcomeRow OutcomeTable RecordedTrace Run Trace TraceLine checkEvidence checkNames errorEntries errorSightings evidenceOf foldOutcomeTable formatEvidence isOfError isSameError nameTargets outcomeTable readEvidence recordNote remarkEvidence runFaults runnableNames strayNames",
      "tools/explore/check/index.ts": "CheckTraceOptions OutputLine TraceCheck checkTrace",
      "tools/explore/index.ts": "Answer CallOutcome CheckTraceOptions Declared Exploration ExploreOptions ExploredCall Finding Invariant OutputLine PossibleOutcome Scenario ScenarioCall Schedule ScheduleStep SearchProgress TraceCheck View Violation answerOfValue checkTrace explore exploreInTurns invariants outcomeText",
      "tools/explore/invariants/index.ts": "Declared Invariant View Violation invariants speaksOf",
      "tools/foreign/index.ts": "Foreign LateError endLoop foreignError reasonOf runForeign",
      "tools/index.ts": "Bytes CallName Capability Data DeadlockError Driver DriverTarget FALLOC_FL_COLLAPSE_RANGE FALLOC_FL_INSERT_RANGE FALLOC_FL_KEEP_SIZE FALLOC_FL_PUNCH_HOLE FALLOC_FL_ZERO_RANGE FD_CLOEXEC FOLL_FAST FOLL_LONGTERM FOLL_WRITE F_DUPFD F_EXCLUSIVE F_EXLCK F_GETFD F_GETFL F_GETLEASE F_GETOWN F_GETOWN_EX F_GETSIG F_LAYOUT F_RDLCK F_SETFD F_SETFL F_SETLEASE F_SETOWN F_SETOWN_EX F_SETSIG F_SHLCK F_UNLCK F_WRLCK FileSetting FileStatus FileSystem HandlerCall IBV_ACCESS_LOCAL_WRITE IBV_ACCESS_ON_DEMAND IBV_ACCESS_REMOTE_READ IBV_ACCESS_REMOTE_WRITE KernelLine KilledError MAP_ANONYMOUS MAP_POPULATE MAP_PRIVATE MAP_SHARED MAP_SHARED_VALIDATE MAP_SYNC Mapping MemoryRegion O_APPEND O_CLOEXEC O_CREAT O_DIRECT O_EXCL O_NONBLOCK O_PATH O_RDONLY O_RDWR O_TRUNC O_WRONLY PAGE PROT_NONE PROT_READ PROT_WRITE Pin Pipe Process ProcessOptions RDMA_FD ReadTrace RegisteredBuffers SIGALRM SIGBUS SIGCHLD SIGHUP SIGINT SIGIO SIGKILL SIGRTMAX SIGRTMIN SIGSEGV SIGSTOP SIGTERM SIGURG SIGUSR1 SIGUSR2 SignalAction SignalInfo SimProfile SystemError TargetInfo Trace TraceCall TraceError TraceLine TraceProblem Unavailable UnsupportedError World WorldCallName WorldOptions hostTarget knownTargets nameConstants openTarget openWorld readLines readTrace replay simProfiles simTarget vmKernels vmTarget",
      "tools/loader/index.ts": "hooksUrl loadTypescript",
      "tools/man/index.ts": "Engine Header HeaderOptions ManFile OutcomeOptions PrintedBlock PrintedExample RequestName RoffHandler RoffHandlers RoffLine RoffOptions RoffPage RoffTools compileRoff findExamples manFiles orNull printedCode remarkOutcomes remarkRoff roffKinds toRoff",
      "tools/manual/index.ts": "CompileRequest CompiledAny CompiledManual Settings anyFolder cachePath compileAny compileManual defaultDay evidenceFolder findPages hasManual loadConfig matchPages outFolder pagesFolder quoteReader settingsOf toolStamp",
      "tools/manual/parsed/index.ts": "Manual compareManual compileManPages compileSitePages evidenceOutput readEvidenceFiles readManual readManualEvidence",
      "tools/message/index.ts": "CliError CompilerRuleId Level MessageParts ReportDetails ReportPlace ReportPoint ReportWhere Rule RuleId codeFrame configError configPage exitCode formatMessages levelOf messageParts report ruleFor rules shorten systemError unlessReported usageError visibleLine visibleText widthOf worstLevel",
      "tools/model/calls/index.ts": "CallName handlerOf handlers",
      "tools/model/index.ts": "AdvanceEvent Alternative BlockedOutcome CallEvent CallId CallName Disposition ErrorOutcome Event ExitedOutcome FileSetting FileSystemName HandlerCall Inode KilledOutcome Lease MapArea Ofd Outcome PendingSignal Pin PinnedPage ProcessState Profile ProfileName ResultOutcome Rule Rules RunEvent SetEvent Settings SignalOutcome Sleeper SpawnEvent State Step SupportlessOutcome Table Value Wait WaitKind createState enabled explainWait nextDeadline profiles step",
      "tools/model/profiles/index.ts": "profiles",
      "tools/orders/index.ts": "CallClaim Counterexample Explorable JudgedClaim bySchedule chooseTrace claimsOfRun explorableOf judgeClaims outcomesAsWritten readExplorable replaySchedule scheduleLines",
      "tools/outcome/index.ts": "Claim ClaimText Expectation Json Outcome OutcomeProblem Place Point Target Vocabulary answersTo claimFor firstName formatOutcome isClaimed isReal isSimulated matchOutcome readOutcome selectsTarget splitClaims targetsKind",
      "tools/page/between/index.ts": "LocalLink Mention PageFacts checkPages pageAnchors pageFacts",
      "tools/page/index.ts": "CommandWord Definition Example Labels LocalLink Mention Meta Page PageFacts QuotedFile ReadOptions Section checkPages commandWords eachBlock eachNode isDay neededPage pageAnchors pageFacts pageKey pageOf placeIn placeOf readDefinitions remarkPage remarkSource sectionNodes selectorsOf slugOf syntaxOf tagOf",
      "tools/plugins/index.ts": "guardParser guardPlugins",
      "tools/project/index.ts": "isInside readNamedFile readProjectFile readQuotedFile realPath",
      "tools/publish/index.ts": "Content Guarded Output OutputFile OutputFolder checkFolder compareOutput patchText publish readRecord sealOf",
      "tools/reference/index.ts": "ReferenceEntry ReferenceOptions ReferencePage compileReference",
      "tools/run/index.ts": "Fault Probe Program Progress Run RunEvent RunOptions RunResult RunTrace Runner RunnerOptions Skip Summary TargetSummary compareEvidence faultText isTelling openRunner recordEvidence reportResults runExamples updateExpectations",
      "tools/run/vitest/index.ts": "ManproofOptions ManproofProject ProjectsOptions manproofPlugin manproofProjects",
      "tools/site/body/index.ts": "makeSheet rehypeReferences siteHandlers",
      "tools/site/index.ts": "SiteFile SiteOptions SiteProcessor compileSite",
      "tools/words/index.ts": "OptionKind byLikeness checkOptions expectedOf functionKind isRecord kindOf listOf nearest pageName pageSection plural referenceName referenceSection textKind textsKind",
    }
  `)
})
