import { seen, type Report } from './projectFaults.ts';

const HEAD_REF =
  /github\.event\.pull_request\.head\.(?:sha|ref|repo)|github\.head_ref|github\.event\.workflow_run\.head_(?:sha|branch)|refs\/pull\/\$\{\{/;
const UNTRUSTED_EXPRESSION =
  /\$\{\{\s{0,3}github\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|pages\b|commits\b|head_commit\.(?:message|author)|workflow_run\.(?:head_branch|display_title))|head_ref)[^}]{0,80}\}\}/;

/** Anybody sets these off, and they run with the rights and secrets of the repository. */
const OF_STRANGERS =
  /^["']?on["']?\s{0,3}:[^]{0,300}?\b(?:issue_comment|issues|pull_request_target|discussion(?:_comment)?|workflow_run|pull_request_review(?:_comment)?)\b/m;

/** A workflow of a CI system. */
export function workflowFaults(text: string, report: Report): void {
  const privileged =
    /^\s{0,8}(?:-\s{0,3})?["']?(?:pull_request_target|workflow_run)["']?\s{0,3}:?|\[[^\]\n]{0,200}pull_request_target|^on:\s{0,3}["']?(?:pull_request_target|workflow_run)/m.test(
      text,
    );
  if (
    privileged &&
    HEAD_REF.test(text) &&
    /actions\/checkout|git (?:fetch|checkout|clone)|gh pr checkout/.test(text) &&
    /^\s{0,40}(?:-\s{0,3})?run\s{0,2}:|npm |make\b|pip /m.test(text)
  )
    report('ci-untrusted-checkout', seen(HEAD_REF, text));
  const told = runLines(text).filter((line) => UNTRUSTED_EXPRESSION.test(line));
  const fault = told.length > 0 && OF_STRANGERS.test(text) ? 'ci-expression-open' : 'ci-expression';
  for (const line of told) report(fault, line.trim().slice(0, 160));
  report(
    'ci-all-secrets',
    seen(
      /\bsecrets\.\w{1,60}[^\n]{0,80}\|\s{0,3}(?:base64|rev|xxd|hexdump|openssl|gzip)\b[^\n]{0,60}\|\s{0,3}(?:curl|wget|nc|ncat)\b[^\n]{0,80}/,
      text,
    ),
  );
  report('ci-all-secrets', seen(/\btoJSON\(\s{0,3}secrets\s{0,3}\)/i, text));
}

/** Lines that a shell or a script action gets. */
function runLines(text: string): string[] {
  const found: string[] = [];
  let indent = -1;
  for (const line of text.split('\n')) {
    const depth = line.length - line.trimStart().length;
    if (indent >= 0 && line.trim() !== '' && depth <= indent) indent = -1;
    const start = /^(\s*(?:-\s+)?)(?:run|script)\s*:/.exec(line);
    if (start) indent = start[1]?.length ?? depth;
    if (indent >= 0) found.push(line);
  }
  return found;
}

const HOST_MOUNT = /^\s{0,40}-\s{0,4}["']?(?:\/(?:etc|root|home|proc|sys|boot)?\/?:\/[^\s"']{1,80})/m;
const PRIVILEGED =
  /^[ \t]{0,60}(?:-[ \t]{1,4})?["']?(?:privileged|hostPID|hostIPC|allowPrivilegeEscalation)["']?[ \t]{0,3}:[ \t]{0,3}["']?true\b/m;
/** Docker inside a container runs in no other way. */
const DIND =
  /^[ \t]{0,40}(?:-[ \t]{1,4})?["']?(?:image|name)["']?[ \t]{0,3}:[ \t]{0,3}["']?[\w./-]{1,80}:(?:[\w.]{1,20}-)?dind\b/m;
const PRIVILEGED_ELSEWHERE =
  /^[ \t]{0,60}(?:-[ \t]{1,4})?["']?(?:hostPID|hostIPC)["']?[ \t]{0,3}:[ \t]{0,3}["']?true\b/m;
const HOST_NAMESPACE = /^[ \t]{0,60}["']?(?:pid|ipc|userns_mode)["']?[ \t]{0,3}:[ \t]{0,3}["']?host\b/m;
const HOST_PATH =
  /hostPath\s{0,3}:\s{1,20}(?:type\s{0,3}:\s{0,3}\w+\s{1,20})?path\s{0,3}:\s{0,3}["']?\/(?:["'\s]|etc\b|root\b|proc\b|$)/;
const CAPABILITY =
  /(?:cap_add|add)\s{0,3}:\s{0,3}\[?\s{0,20}-?\s{0,3}["']?(?:ALL|SYS_ADMIN|CAP_SYS_ADMIN|SYS_PTRACE|SYS_MODULE)\b/;
const RUN_ARGS =
  /["'](?:--privileged|--pid=host|--cap-add=(?:ALL|SYS_ADMIN)|-v=?\/:\/\w+|-v["'],\s{0,40}["']\/:\/[\w:/-]{1,80}|source=\/var\/run\/docker\.sock[^"']{0,80})["']/;

/** A server that an agent starts in a container which is none. */
export function startedContainerFaults(text: string, report: Report): void {
  report('privileged-container', seen(RUN_ARGS, text));
}

/** Whoever reaches the cluster, without a login. */
const ANYONE = /\bname["']?\s{0,3}:\s{0,3}["']?system:(?:unauthenticated|anonymous)\b/;

/** Compose files, manifests of a cluster, development containers. */
export function containerFaults(text: string, report: Report): void {
  if (/^[ \t]{0,60}allowPrivilegeEscalation/m.test(text) && !/^[ \t]{0,60}(?:privileged|hostPID)/m.test(text)) return;
  const anyone = seen(ANYONE, text);
  if (anyone !== undefined && /\bkind["']?\s{0,3}:\s{0,3}["']?(?:Cluster)?RoleBinding\b/.test(text))
    report('all-rights', anyone);
  for (const pattern of [
    DIND.test(text) ? PRIVILEGED_ELSEWHERE : PRIVILEGED,
    HOST_NAMESPACE,
    HOST_MOUNT,
    HOST_PATH,
    CAPABILITY,
    RUN_ARGS,
  ]) {
    const found = seen(pattern, text);
    if (found !== undefined) return report('privileged-container', found);
  }
}

/** Terraform and policies of a cloud. */
export function cloudFaults(text: string, report: Report): void {
  for (const block of text
    .split(
      /\b(?:ingress\s{0,3}[{=]|resource\s{1,3}"[\w]{1,80}(?:ingress|firewall|security_group_rule|network_acl_rule|security_rule)[\w]{0,40}"|security_rule\s{0,3}\{)/,
    )
    .slice(1)) {
    const rule = block.slice(0, 700);
    const open =
      /"(?:0\.0\.0\.0\/0|::\/0|\*|Internet)"/.test(rule) &&
      !/type\s{0,3}=\s{0,3}"egress"|direction\s{0,3}=\s{0,3}"(?:EGRESS|Outbound)"/.test(rule);
    const wide =
      /(?:from_port|to_port|destination_port_range|ports?)\s{0,3}=\s{0,3}\[?\s{0,3}"?(?:22|3389|0|5432|3306|6379|27017|9200|2375|\*)"?\b|protocol\s{0,3}=\s{0,3}"(?:-1|all)"/.exec(
        rule,
      );
    if (open && wide) report('open-network', wide[0]);
  }
  report(
    'open-network',
    seen(
      /\bacl\s{0,3}=\s{0,3}"public-read(?:-write)?"|\bpublicly_accessible\s{0,3}=\s{0,3}true|"?block_public_(?:acls|policy)"?\s{0,3}=\s{0,3}false/,
      text,
    ),
  );
  const everything =
    /["']?[Aa]ctions?["']?\s{0,3}[:=]\s{0,3}\[?\s{0,3}["']\*["']/.test(text) &&
    /["']?[Rr]esources?["']?\s{0,3}[:=]\s{0,3}\[?\s{0,3}["']\*["']/.test(text);
  if (everything && !/["']?[Ee]ffect["']?\s{0,3}[:=]\s{0,3}["']Deny["']/.test(text))
    report('all-rights', 'every action on every resource');
  report(
    'all-rights',
    seen(
      /\brole\s{0,3}=\s{0,3}"roles\/owner"|\b"?Principal"?\s{0,3}[:=]\s{0,3}(?:"\*"|\{\s{0,3}"?AWS"?\s{0,3}[:=]\s{0,3}"\*")/,
      text,
    ),
  );
}
