import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

/** What each layer may import besides itself. A folder that is not here may not exist. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'engine/protocol': [],
  'engine/yaml': [],
  'engine/config': ['engine/protocol', 'engine/yaml'],
  'engine/detect': ['engine/protocol', 'engine/yaml'],
  'engine/audit': ['engine/protocol'],
  'engine/identity': ['engine/protocol'],
  'engine/policy': ['engine/protocol'],
  'engine/quarantine': ['engine/protocol'],
  'engine/posture': ['engine/protocol'],
  'engine/clients': ['engine/protocol', 'engine/yaml'],
  'engine/pipeline': [
    'engine/protocol',
    'engine/policy',
    'engine/identity',
    'engine/detect',
    'engine/quarantine',
    'engine/audit',
  ],
  'engine/intake': ['engine/protocol', 'engine/clients', 'engine/pipeline'],
  'engine/rulesets': ['engine/protocol', 'engine/config', 'engine/detect', 'engine/clients'],
  'engine/guard': [
    'engine/protocol',
    'engine/config',
    'engine/audit',
    'engine/identity',
    'engine/clients',
    'engine/pipeline',
    'engine/intake',
  ],
  'engine/mcp': [
    'engine/protocol',
    'engine/config',
    'engine/detect',
    'engine/audit',
    'engine/clients',
    'engine/pipeline',
  ],
  'engine/control': ['engine/protocol', 'engine/audit', 'engine/intake'],
  engine: [
    'engine/protocol',
    'engine/config',
    'engine/detect',
    'engine/audit',
    'engine/identity',
    'engine/policy',
    'engine/quarantine',
    'engine/posture',
    'engine/clients',
    'engine/pipeline',
    'engine/intake',
    'engine/rulesets',
    'engine/guard',
    'engine/mcp',
    'engine/control',
  ],
  'engine/cli': ['engine/protocol', 'engine/rulesets', 'engine/guard', 'engine'],
  extension: ['engine/protocol', 'engine'],
  webview: ['engine/protocol'],
};

/** Allowed for types only: the pipeline reads the configuration that is handed to it, it never loads one. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = { 'engine/pipeline': ['engine/config'] };

const MAX_LINES = 600;
const BUILTINS = new Set(builtinModules);

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/**
 * Everything that is wrong with the house's walls, one line each. `files` maps repository paths (with `/`) of
 * `engine`, `extension` and `webview` to source text; `packages` are the names that package.json lists.
 */
export function findLayerFaults(files: ReadonlyMap<string, string>, packages: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, text] of files) {
    const layer = layerOf(file);
    if (!layer) {
      faults.push(`${file}: belongs to no layer; layers are ${Object.keys(MAY_IMPORT).join(', ')}`);
      continue;
    }
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    faults.push(...shapeFaults(file, text, source));
    const imports = importsOf(source);
    for (const { specifier, typeOnly } of imports) {
      const fault = specifier.startsWith('.')
        ? insideFault(file, layer, specifier, typeOnly, files)
        : outsideFault(layer, specifier, packages);
      if (fault) faults.push(`${file}: ${fault}`);
    }
    const targets = imports.map(({ specifier }) => resolve(file, specifier)).filter((target) => files.has(target));
    graph.set(file, targets);
  }
  const circle = findCircle(graph);
  if (circle) faults.push(`${circle[0]}: imports in a circle: ${circle.join(' -> ')}`);
  return faults;
}

function layerOf(file: string): string | undefined {
  const [top, folder, rest] = file.split('/');
  const layer = top === 'engine' && rest !== undefined ? `${top}/${folder}` : top;
  return layer !== undefined && layer in MAY_IMPORT ? layer : undefined;
}

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}

function insideFault(
  file: string,
  layer: string,
  specifier: string,
  typeOnly: boolean,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const target = resolve(file, specifier);
  if (target.endsWith('.css') && layer === 'webview') return undefined;
  if (!files.has(target)) return `imports ${specifier}, which is no source file (write the extension)`;
  const to = layerOf(target);
  if (to === undefined || to === layer || MAY_IMPORT[layer]?.includes(to)) return undefined;
  if (MAY_IMPORT_TYPES[layer]?.includes(to))
    return typeOnly ? undefined : `imports ${specifier}: ${layer} may import only types from ${to}`;
  return `imports ${specifier}: ${layer} must not know ${to}`;
}

function outsideFault(layer: string, specifier: string, packages: ReadonlySet<string>): string | undefined {
  if (specifier === 'vscode') return layer === 'extension' ? undefined : `imports vscode, which only extension/ may`;
  if (layer === 'engine/protocol') return `imports ${specifier}: engine/protocol imports nothing`;
  if (specifier.startsWith('node:') || BUILTINS.has(specifier))
    return layer === 'webview' ? `imports ${specifier}, but a browser has no Node` : undefined;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return packages.has(name) ? undefined : `imports ${specifier}, which package.json does not list`;
}

function shapeFaults(file: string, text: string, source: ts.SourceFile): string[] {
  const faults: string[] = [];
  if (!/^[a-z][A-Za-z0-9]*(\.[a-z]+)?\.ts$/.test(path.posix.basename(file)))
    faults.push(`${file}: name is not camelCase`);
  const lines = text.split('\n').length;
  if (lines > MAX_LINES) faults.push(`${file}: ${lines} lines, more than ${MAX_LINES}; split it by concept`);
  const statements = source.statements;
  if (statements.some((s) => ts.isExportDeclaration(s) && s.moduleSpecifier) && statements.every(onlyPassesOn))
    faults.push(`${file}: only re-exports; import from where things are`);
  return faults;
}

function onlyPassesOn(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

/** Static, dynamic, `require` and type imports, and exports from elsewhere. */
function importsOf(source: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteralLike(node)) imports.push({ specifier: node.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isCallExpression(node) && isImportCall(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function isImportCall(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

/** The first circle found by depth-first search, its first file repeated at the end. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (file: string): string[] | undefined => {
    const at = trail.indexOf(file);
    if (at >= 0) return [...trail.slice(at), file];
    if (done.has(file)) return undefined;
    trail.push(file);
    for (const target of graph.get(file) ?? []) {
      const circle = walk(target);
      if (circle) return circle;
    }
    trail.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = walk(file);
    if (circle) return circle;
  }
  return undefined;
}
