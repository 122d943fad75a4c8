import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { PathClass } from '../paths/pathClass.ts';
import type { Analyzer, CallFacts } from '../types.ts';
import { cloudFaults, containerFaults, startedContainerFaults, workflowFaults } from './buildFaults.ts';
import {
  cargoFaults,
  goModFaults,
  lockFaults,
  managerFaults,
  manifestFaults,
  pyprojectFaults,
  repositoryFaults,
  requirementFaults,
  wrapperFaults,
} from './dependencyFaults.ts';
import { PROJECT_FAULTS, type FoundProjectFault, type ProjectFault, type Report } from './projectFaults.ts';
import { secretSteps } from './secretSteps.ts';
import { minerFaults, serverFaults, sqlFaults } from './serverFaults.ts';
import { editorFaults, gitFaults, skillFaults, sshFaults } from './toolFaults.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

const schema = z.strictObject({ faults: z.array(z.enum(PROJECT_FAULTS)).min(1) });

type Reader = (text: string, report: Report, file: WrittenFile) => void;

interface FileReader {
  /** On the path in lower case, with forward slashes. */
  readonly name?: RegExp;
  /** Files in places of this class, whatever their names. */
  readonly class?: PathClass;
  /** Only texts like this. */
  readonly holds?: RegExp;
  readonly read: Reader;
}

/** Who reads which file. */
const READERS: readonly FileReader[] = [
  { class: 'ci', read: workflowFaults },
  { class: 'ci', read: secretSteps },
  {
    name: /\.(?:ya?ml|service|timer)$|(?:^|\/)(?:dockerfile|containerfile)[\w.-]*$|\.dockerfile$|(?:^|\/)crontab$|\/cron\.d\/[^/]+$/,
    holds: /stratum\+|xmr|miner|:\d{2,5}/i,
    read: minerFaults,
  },
  { name: /\.(?:sql|ddl|psql|pgsql|tsql)$/, read: sqlFaults },
  {
    name: /(?:^|\/)(?:\.htaccess|\.user\.ini|php\.ini|httpd\.conf|apache2\.conf|nginx\.conf)$|\/(?:nginx|apache2?|httpd|sites-(?:available|enabled)|conf\.d)\/[^\n]+\.(?:conf|vhost|ini)$|\.nginx$/,
    read: serverFaults,
  },
  { name: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$|(?:^|\/)devcontainer\.json$/, read: containerFaults },
  { name: /\.ya?ml$/, holds: /^\s{0,4}["']?apiVersion\s{0,3}:/m, read: containerFaults },
  { class: 'mcp-config', read: startedContainerFaults },
  { name: /\.tf(?:\.json)?$|\.hcl$|(?:^|\/)[\w-]*polic(?:y|ies)[\w-]*\.json$/, read: cloudFaults },
  {
    name: /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.(?:conf|ini)|\.pypirc|pnpm-workspace\.yaml|bunfig\.toml|uv\.toml|gemfile|\.cargo\/config(?:\.toml)?|\.condarc)$/,
    read: managerFaults,
  },
  { name: /(?:^|\/)(?:pyproject\.toml|pipfile|requirements[\w.-]*\.txt)$/, read: managerFaults },
  { name: /(?:^|\/)requirements[\w.-]*\.txt$/, read: requirementFaults },
  { name: /(?:^|\/)(?:gradle|maven)-wrapper\.properties$/, read: wrapperFaults },
  { name: /(?:^|\/)package\.json$/, read: manifestFaults },
  { name: /(?:^|\/)pyproject\.toml$/, read: pyprojectFaults },
  { name: /(?:^|\/)go\.(?:mod|work)$/, read: goModFaults },
  { name: /(?:^|\/)cargo\.toml$/, read: cargoFaults },
  { name: /(?:^|\/)(?:pom|settings)\.xml$|\.gradle(?:\.kts)?$|(?:^|\/)nuget\.config$/, read: repositoryFaults },
  {
    name: /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|cargo\.lock|gemfile\.lock|pipfile\.lock|composer\.lock)$/,
    read: (text, report, file) => lockFaults(text, file.removed, report),
  },
  { class: 'git-config', name: /(?:^|\/)\.gitmodules$/, read: gitFaults },
  { name: /(?:^|\/)\.ssh\/config(?:\.d\/[^/]+)?$|^\/etc\/ssh\/ssh_config$/, read: sshFaults },
  {
    name: /(?:^|\/)\.vscode\/settings\.json$|\.code-workspace$|\/(?:code(?: - insiders)?|cursor|vscodium|windsurf)\/user\/settings\.json$/,
    read: editorFaults,
  },
  { name: /(?:^|\/)skill\.md$|\/\.claude\/(?:commands|agents|skills)\/[^\n]+\.md$/, read: skillFaults },
];
/** Most files have none of the names: one look instead of one for each reader. */
const ANY_NAME = new RegExp(READERS.flatMap(({ name }) => name?.source ?? []).join('|'));
const READ_CLASSES = READERS.flatMap((each) => each.class ?? []);

/** A file that configures a project gets something that opens it to others. Of an edit only what is new counts. */
export const projectAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'project-config',
  roles: ['content', 'command'],
  schema,
  compile:
    ({ faults }) =>
    (facts, field) => {
      const found = faultsOf(facts, field).find((each) => faults.includes(each.fault));
      return found ? [{ field, span: found.span, detail: found.detail }] : [];
    },
  index: {
    present: (facts, field, show) => {
      for (const { fault } of faultsOf(facts, field)) show(fault);
    },
    needed: ({ faults }) => faults,
  },
};

type Placed = FoundProjectFault & { readonly span: readonly [number, number] };

function faultsOf(facts: CallFacts, field: Field): readonly Placed[] {
  return facts.of(field, readFaults);
}

function readFaults(field: Field, _input: unknown, _budget: unknown, facts: CallFacts): readonly Placed[] {
  const found: Placed[] = [];
  for (const file of writtenFiles(facts, field)) {
    const path = file.path.replaceAll('\\', '/').toLowerCase();
    const named = ANY_NAME.test(path);
    if (!named && !READ_CLASSES.some((kind) => file.classes.has(kind))) continue;
    const report: Report = (fault: ProjectFault, detail) => {
      if (detail !== undefined && !file.removed.includes(detail)) found.push({ fault, detail, span: file.span });
    };
    for (const { class: place, name, holds, read } of READERS)
      if ((place && file.classes.has(place)) || (named && name?.test(path) && (holds?.test(file.text) ?? true)))
        read(file.text, report, file);
  }
  return found;
}
