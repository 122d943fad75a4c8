/** Settings of an SSH server that let in fewer, or say nothing of who is let in. */
const STRICTER =
  /^(?:permitrootlogin (?:no|prohibit-password|without-password)|(?:passwordauthentication|permitemptypasswords|kbdinteractiveauthentication|challengeresponseauthentication|permituserenvironment|x11forwarding|allowtcpforwarding|allowagentforwarding|permittunnel|gatewayports|hostbasedauthentication|usedns|printmotd|printlastlog|debianbanner) no|(?:strictmodes|ignorerhosts|usedns|pubkeyauthentication) yes|(?:port|maxauthtries|maxsessions|maxstartups|logingracetime|clientaliveinterval|clientalivecountmax) \d[\d:]{0,10}[smh]?|loglevel (?:info|verbose)|(?:denyusers|denygroups) [\w@*. -]+)$/i;
/** A substitution whose result is a line; nothing of the matched text goes into it. */
const SUBSTITUTION = /^s([/|#,@!])(?:\\.|(?!\1)[^\\\n])*\1((?:(?!\1)[^\\&\n])*)\1[gI]{0,2}$/;

/**
 * Does a text for the settings of an SSH server only close ways in? As lines of the file, or as a program of `sed` that
 * puts such lines in the place of others.
 */
export function closesLogins(path: string, text: string): boolean {
  if (!/\/sshd_config(?:\.d\/[\w.-]+)?$/.test(path) || text.length > 4000) return false;
  const lines = text
    .split('\n')
    .map((line) => (SUBSTITUTION.exec(line.trim())?.[2] ?? line).replace(/^\s*#.*$/, '').trim())
    .filter(Boolean);
  return lines.length > 0 && lines.every((line) => STRICTER.test(line.replace(/\s+/g, ' ')));
}
