/** What a new `config.yaml` says. Every value in a comment is the default. */
export const DEFAULT_CONFIG = `# Oktsec configuration. Changes apply when the file is saved.
# All settings: docs/configuration.md, or completion in the editor.
version: 1

# observe: everything runs, and what would have been held or denied is recorded.
# enforce: blocked calls are denied, suspicious ones wait for your answer.
# mode: enforce

# hold:
#   deadlineSeconds: 300 # how long a held call waits for you

# agents:
#   claude-code:
#     tools:
#       deny: [WebFetch]

# rules:
#   - id: RULE-ID # as listed by \`oktsec rules\`
#     action: flag # block, quarantine, flag or ignore
`;
