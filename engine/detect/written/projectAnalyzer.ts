import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import type { Analyzer, CallFacts } from '../types.ts';
import { cloudFaults, containerFaults, workflowFaults } from './buildFaults.ts';
import {
  cargoFaults,
  goModFaults,
  lockFaults,
  managerFaults,
  manifestFaults,
  pyprojectFaults,
  repositoryFaults,
  requirementFaults,
} from './dependencyFaults.ts';
import { PROJECT_FAULTS, type FoundProjectFault, type ProjectFault, type Report } from './projectFaults.ts';
import { editorFaults, gitFaults, skillFaults, sshFaults } from './toolFaults.ts';
import { writtenFiles, type WrittenFile } from './writtenFiles.ts';

const schema = z.strictObject({ faults: z.array(z.enum(PROJECT_FAULTS)).min(1) });

type Reader = (text: string, report: Report, file: WrittenFile) => void;

/** Who reads which file: by the class of its place or by its name. */
const READERS: readonly (readonly [test: (path: string, file: WrittenFile) => boolean, read: Reader])[] = [
  [(_path, { classes }) => classes.has('ci'), workflowFaults],
  [(path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$|(?:^|\/)devcontainer\.json$/.test(path), containerFaults],
  [(path, { text }) => /\.ya?ml$/.test(path) && /^\s{0,4}["']?apiVersion\s{0,3}:/m.test(text), containerFaults],
  [(path) => /\.tf(?:\.json)?$|\.hcl$|(?:^|\/)[\w-]*polic(?:y|ies)[\w-]*\.json$/.test(path), cloudFaults],
  [
    (path) =>
      /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.(?:conf|ini)|\.pypirc|pnpm-workspace\.yaml|bunfig\.toml|uv\.toml|gemfile|\.cargo\/config(?:\.toml)?|\.condarc)$/.test(
        path,
      ),
    managerFaults,
  ],
  [(path) => /(?:^|\/)(?:pyproject\.toml|pipfile|requirements[\w.-]*\.txt)$/.test(path), managerFaults],
  [(path) => /(?:^|\/)requirements[\w.-]*\.txt$/.test(path), requirementFaults],
  [(path) => /(?:^|\/)package\.json$/.test(path), manifestFaults],
  [(path) => /(?:^|\/)pyproject\.toml$/.test(path), pyprojectFaults],
  [(path) => /(?:^|\/)go\.(?:mod|work)$/.test(path), goModFaults],
  [(path) => /(?:^|\/)cargo\.toml$/.test(path), cargoFaults],
  [(path) => /(?:^|\/)(?:pom|settings)\.xml$|\.gradle(?:\.kts)?$|(?:^|\/)nuget\.config$/.test(path), repositoryFaults],
  [
    (path) =>
      /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|cargo\.lock|gemfile\.lock|pipfile\.lock|composer\.lock)$/.test(
        path,
      ),
    (text, report, file) => lockFaults(text, file.removed, report),
  ],
  [(path, { classes }) => classes.has('git-config') || /(?:^|\/)\.gitmodules$/.test(path), gitFaults],
  [(path) => /(?:^|\/)\.ssh\/config(?:\.d\/[^/]+)?$|^\/etc\/ssh\/ssh_config$/.test(path), sshFaults],
  [(path) => /(?:^|\/)\.vscode\/settings\.json$|\.code-workspace$/.test(path), editorFaults],
  [(path) => /(?:^|\/)skill\.md$|\/\.claude\/(?:commands|agents|skills)\/[^\n]+\.md$/.test(path), skillFaults],
];

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
    const report: Report = (fault: ProjectFault, detail) => {
      if (detail !== undefined && !file.removed.includes(detail)) found.push({ fault, detail, span: file.span });
    };
    for (const [test, read] of READERS) if (test(path, file)) read(file.text, report, file);
  }
  return found;
}
