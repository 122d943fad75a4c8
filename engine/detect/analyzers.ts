import { addressedDeedAnalyzer } from './injection/addressedDeedAnalyzer.ts';
import { commandInTextAnalyzer } from './injection/commandInTextAnalyzer.ts';
import { disguisedPhraseAnalyzer } from './injection/disguisedPhraseAnalyzer.ts';
import { phraseAnalyzer } from './injection/phraseAnalyzer.ts';
import { hostAnalyzer } from './net/hostAnalyzer.ts';
import { codeSourceAnalyzer } from './packages/codeSourceAnalyzer.ts';
import { packageAnalyzer } from './packages/packageAnalyzer.ts';
import { nameAnalyzer } from './paths/nameAnalyzer.ts';
import { pathAccessAnalyzer } from './paths/pathAnalyzer.ts';
import { mcpCallAnalyzer } from './mcp/callAnalyzer.ts';
import { definitionAnalyzer } from './mcp/definitionAnalyzer.ts';
import { knownDefinitionAnalyzer } from './mcp/knownDefinitionAnalyzer.ts';
import { secretAnalyzer } from './secrets/secretAnalyzer.ts';
import {
  shellCommandAnalyzer,
  shellFlowAnalyzer,
  shellShapeAnalyzer,
  shellVariableAnalyzer,
} from './shell/shellAnalyzers.ts';
import type { Analyzer } from './types.ts';
import { hiddenAnalyzer } from './unicode/hiddenAnalyzer.ts';
import { lookAlikeAnalyzer } from './unicode/lookAlikeAnalyzer.ts';
import { agentConfigAnalyzer } from './written/agentConfigAnalyzer.ts';
import { codeAnalyzer } from './written/codeAnalyzer.ts';
import { environmentAnalyzer } from './written/environmentAnalyzer.ts';
import { startedSettingsAnalyzer } from './written/startedSettingsAnalyzer.ts';
import { instructionAnalyzer } from './written/instructionAnalyzer.ts';
import { guardLossAnalyzer } from './written/guardLossAnalyzer.ts';
import { projectAnalyzer } from './written/projectAnalyzer.ts';
import { writtenScriptAnalyzer } from './written/writtenAnalyzers.ts';

/** Every analyzer that a rule can name, one line each. */
const all: readonly Analyzer[] = [
  definitionAnalyzer,
  knownDefinitionAnalyzer,
  mcpCallAnalyzer,
  phraseAnalyzer,
  disguisedPhraseAnalyzer,
  addressedDeedAnalyzer,
  commandInTextAnalyzer,
  secretAnalyzer,
  hiddenAnalyzer,
  lookAlikeAnalyzer,
  shellCommandAnalyzer,
  shellFlowAnalyzer,
  shellShapeAnalyzer,
  shellVariableAnalyzer,
  pathAccessAnalyzer,
  nameAnalyzer,
  hostAnalyzer,
  packageAnalyzer,
  codeSourceAnalyzer,
  writtenScriptAnalyzer,
  agentConfigAnalyzer,
  guardLossAnalyzer,
  environmentAnalyzer,
  startedSettingsAnalyzer,
  instructionAnalyzer,
  codeAnalyzer,
  projectAnalyzer,
];

export const ANALYZERS: ReadonlyMap<string, Analyzer> = new Map(all.map((analyzer) => [analyzer.name, analyzer]));
