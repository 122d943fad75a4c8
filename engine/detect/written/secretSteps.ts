import { shellFacts } from '../shell/parseShell.ts';
import type { Report } from './projectFaults.ts';
import { scriptsIn } from './scriptsIn.ts';
import type { WrittenFile } from './writtenFiles.ts';

const BOUND =
  /(?:^|[\s{,])["']?([A-Za-z_]\w{0,60})["']?\s{0,3}:\s{0,3}["']?\$\{\{\s{0,3}secrets\.\w{1,60}\s{0,3}\}\}|\bvariable\s{0,3}:\s{0,3}['"](\w{1,60})['"]|\bpasswordVariable\s{0,3}:\s{0,3}['"](\w{1,60})['"]|\b(SYSTEM_ACCESSTOKEN|CI_JOB_TOKEN|CIRCLE_TOKEN|ACTIONS_RUNTIME_TOKEN|BITBUCKET_STEP_OIDC_TOKEN)\b/g;
const INLINE =
  /\$\{\{\s{0,3}secrets\.\w{1,60}\s{0,3}\}\}|\$\(System\.AccessToken\)|\$\{\{\s{0,3}github\.token\s{0,3}\}\}/g;
const STRANGE = ['catcher', 'tunnel', 'raw-ip', 'paste'] as const;
const MENTIONS_SECRET = /secrets\.|System\.AccessToken|withCredentials|_TOKEN\b|ACCESSTOKEN/;
const STAND_IN = 'OKTSEC_SECRET_OF_THE_STEP';

/** A step hands a secret of the build to a host that nobody signs in to: an address, a request catcher, a tunnel. */
export function secretSteps(text: string, report: Report, file: WrittenFile): void {
  if (!MENTIONS_SECRET.test(text) || !/\b(?:curl|wget|nc|ncat|http|Invoke-\w+|iwr|irm)\b/.test(text)) return;
  const names = new Set([STAND_IN]);
  for (const [, ...groups] of text.matchAll(BOUND)) for (const name of groups) if (name) names.add(name);
  for (const script of scriptsIn(file)) {
    const line = script.replace(INLINE, `$${STAND_IN}`);
    for (const { destination, program, span } of shellFacts(line).connections) {
      const strange = STRANGE.some((kind) => destination.classes.has(kind)) && !destination.classes.has('loopback');
      if (!strange) continue;
      const command = line.slice(span[0], span[1]);
      const sent = [...names].find((name) => new RegExp(`\\$\\{?${name}\\b`).test(command));
      if (sent !== undefined) report('ci-secret-sent', `${program} hands a secret to ${destination.host}`);
    }
  }
}
