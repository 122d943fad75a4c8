/** What a secret opens. Rules are written for these. */
export type SecretClass =
  | 'cloud'
  | 'source-control'
  | 'ai'
  | 'payment'
  | 'chat'
  | 'registry'
  | 'service'
  | 'private-key'
  | 'jwt'
  | 'connection-string'
  | 'http-credentials'
  | 'assignment';

/** A credential format that its issuer documents: fixed prefix, alphabet and length. */
export interface SecretShape {
  /** Names the kind in `[redacted:kind]`. */
  readonly kind: string;
  readonly class: SecretClass;
  /** Begins at the prefix; case-sensitive. */
  readonly source: string;
  /** Fixed texts of which the secret begins with one. */
  readonly prefixes: readonly string[];
  /** Bits per character of the part behind the prefix; 0 where the structure is proof enough. */
  readonly entropy: number;
  readonly checksum?: 'github-crc32';
}

type Row = readonly [kind: string, secretClass: SecretClass, prefixes: string, rest: string, entropy?: number];

/** `prefixes` are separated by spaces; `rest` is what follows one of them. */
const ROWS: readonly Row[] = [
  ['aws-access-key', 'cloud', 'AKIA ASIA ABIA ACCA', '[A-Z2-7]{16}', 3],
  ['aws-bedrock-key', 'cloud', 'ABSK', '[A-Za-z0-9+/]{109,269}={0,2}', 3],
  ['aws-bedrock-key', 'cloud', 'bedrock-api-key-', 'YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,900}'],
  ['google-api-key', 'cloud', 'AIza', '[\\w-]{35}', 4],
  ['google-oauth-secret', 'cloud', 'GOCSPX-', '[\\w-]{28}', 3],
  ['google-oauth-token', 'cloud', 'ya29.', '[\\w-]{40,300}', 3],
  ['azure-storage-key', 'cloud', 'AccountKey=', '[A-Za-z0-9+/]{86}==', 4],
  ['digitalocean-token', 'cloud', 'dop_v1_ doo_v1_ dor_v1_', '[0-9a-f]{64}'],
  ['alibaba-access-key', 'cloud', 'LTAI', '[A-Za-z0-9]{17,26}', 3.3],
  ['tencent-secret-id', 'cloud', 'AKID', '[A-Za-z0-9]{32}', 3.5],
  ['databricks-token', 'cloud', 'dapi', '[0-9a-f]{32}(?:-\\d)?', 2],
  ['scalingo-token', 'cloud', 'tk-us-', '[\\w-]{48}', 3],
  ['fly-token', 'cloud', 'fo1_', '[\\w-]{43}', 3],
  ['fly-token', 'cloud', 'fm2_ fm1r_ fm1a_', '[A-Za-z0-9+/]{80,900}={0,3}', 3],
  ['heroku-token', 'cloud', 'HRKU-AA', '[\\w-]{58}', 3],
  ['vercel-token', 'cloud', 'vcp_ vci_ vca_ vcr_ vck_', '[A-Za-z0-9]{24,60}', 3],
  ['netlify-token', 'cloud', 'nfp_ nfc_ nfo_ nfu_', '[A-Za-z0-9]{36}', 3],
  ['railway-token', 'cloud', 'rw_Fe26.', '[\\w*.-]{60,400}', 3],
  ['pulumi-token', 'cloud', 'pul-', '[0-9a-f]{40}', 3],
  ['vault-token', 'cloud', 'hvs. hvb. hvr.', '[\\w-]{24,300}', 3.2],
  [
    'doppler-token',
    'cloud',
    'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.',
    '(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
    3,
  ],
  ['yandex-key', 'cloud', 'AQVN', '[\\w-]{35,38}', 3.5],
  ['akamai-token', 'cloud', 'akab-', '[a-z0-9]{16}-[a-z0-9]{16}', 3],
  ['supabase-secret-key', 'cloud', 'sb_secret_ sbp_', '[\\w-]{31,44}', 3],
  ['planetscale-token', 'cloud', 'pscale_tkn_ pscale_pw_ pscale_oauth_', '[\\w=.-]{32,64}', 3],
  ['tailscale-key', 'cloud', 'tskey-', '(?:api|auth|client|scim|webhook)-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,40}'],
  ['clickhouse-key', 'cloud', '4b1d', '[A-Za-z0-9]{38}', 3.5],
  ['github-token', 'source-control', 'ghp_ gho_ ghu_ ghs_ ghr_', '[A-Za-z0-9]{36,255}', 3],
  ['github-token', 'source-control', 'github_pat_', '[A-Za-z0-9]{20,24}_[A-Za-z0-9]{50,70}', 3],
  [
    'gitlab-token',
    'source-control',
    'glpat- gldt- glrt- glptt- glft- glsoat- glcbt- glimt- glagent- gloas- glffct-',
    '[\\w-]{20,64}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{9})?',
    3,
  ],
  ['gitlab-runner-token', 'source-control', 'GR1348941', '[\\w-]{20}', 3],
  ['bitbucket-token', 'source-control', 'ATBB ATCTT3xFfGN0', '[A-Za-z0-9_=-]{24,250}', 3.3],
  ['atlassian-token', 'source-control', 'ATATT3', '[\\w=-]{80,250}', 3],
  ['sourcegraph-token', 'source-control', 'sgp_', '(?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}', 2],
  ['anthropic-key', 'ai', 'sk-ant-', '(?:(?:api|admin|oat|ort)\\d\\d-)?[A-Za-z0-9_-]{15,120}'],
  ['openai-key', 'ai', 'sk-proj- sk-svcacct- sk-admin- sk-None-', '[\\w-]{20,250}'],
  ['openai-key', 'ai', 'sk-', '[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}'],
  ['openai-key', 'ai', 'sk-', '[A-Za-z0-9]{48}', 3.5],
  ['openrouter-key', 'ai', 'sk-or-v1-', '[0-9a-f]{64}', 3],
  ['huggingface-token', 'ai', 'hf_', '[A-Za-z]{34}', 3.4],
  ['huggingface-token', 'ai', 'api_org_', '[A-Za-z]{34}', 3.4],
  ['groq-key', 'ai', 'gsk_', '[A-Za-z0-9]{50,56}', 3.5],
  ['xai-key', 'ai', 'xai-', '[A-Za-z0-9]{80}', 3.5],
  ['replicate-token', 'ai', 'r8_', '[A-Za-z0-9]{37}', 3.3],
  ['perplexity-key', 'ai', 'pplx-', '[A-Za-z0-9]{40,56}', 3.3],
  ['nvidia-key', 'ai', 'nvapi-', '[\\w-]{60,70}', 3.3],
  ['tavily-key', 'ai', 'tvly-', '[A-Za-z0-9-]{30,48}', 3.3],
  ['langsmith-key', 'ai', 'lsv2_pt_ lsv2_sk_', '[0-9a-f]{32}_[0-9a-f]{10}', 3],
  ['stripe-key', 'payment', 'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_', '[A-Za-z0-9]{16,250}'],
  ['stripe-webhook-secret', 'payment', 'whsec_', '[A-Za-z0-9+/]{32,64}', 3.3],
  ['square-token', 'payment', 'sq0atp- sq0csp- EAAAE', '[\\w-]{22,60}', 3],
  ['shopify-token', 'payment', 'shpat_ shpca_ shppa_ shpss_', '[0-9a-fA-F]{32}', 2.5],
  ['paypal-braintree-token', 'payment', 'access_token$production$', '[0-9a-z]{16}\\$[0-9a-f]{32}'],
  ['flutterwave-key', 'payment', 'FLWSECK-', '[0-9a-f]{32}-X', 2.5],
  [
    'plaid-token',
    'payment',
    'access-sandbox- access-development- access-production-',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ],
  ['slack-token', 'chat', 'xoxb-', '\\d{7,14}-(?:\\d{7,14}-)?[A-Za-z0-9-]{14,80}', 2.5],
  ['slack-token', 'chat', 'xoxp- xoxe- xoxs- xoxa- xoxr- xoxo-', '(?:\\d{1,14}-){1,4}[A-Za-z0-9]{10,250}', 2.5],
  ['slack-token', 'chat', 'xoxe.xoxp- xoxe.xoxb-', '\\d-[A-Za-z0-9]{120,250}', 3],
  ['slack-app-token', 'chat', 'xapp-', '\\d-[A-Z0-9]{6,14}-\\d{8,16}-[0-9a-z]{20,80}', 2.5],
  [
    'slack-webhook',
    'chat',
    'hooks.slack.com/services/ hooks.slack.com/workflows/',
    'T[A-Z0-9]{7,12}/[AB][A-Z0-9]{7,12}/(?:\\d{14,22}/)?[A-Za-z0-9]{16,26}',
    2.5,
  ],
  ['discord-webhook', 'chat', 'discord.com/api/webhooks/ discordapp.com/api/webhooks/', '\\d{17,20}/[\\w-]{60,80}', 3],
  [
    'teams-webhook',
    'chat',
    '.webhook.office.com/webhookb2/',
    '[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}',
  ],
  ['npm-token', 'registry', 'npm_', '[A-Za-z0-9]{36}(?:[A-Za-z0-9]{2})?', 3],
  ['pypi-token', 'registry', 'pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZw', '[\\w-]{50,900}'],
  ['rubygems-key', 'registry', 'rubygems_', '[0-9a-f]{48}', 3],
  ['docker-token', 'registry', 'dckr_pat_ dckr_oat_', '[\\w-]{27,40}', 3],
  ['crates-token', 'registry', 'cio', '[A-Za-z0-9]{32}', 4],
  ['jfrog-key', 'registry', 'AKCp', '[A-Za-z0-9]{69}', 3.5],
  ['clojars-token', 'registry', 'CLOJARS_', '[0-9a-z]{60}', 3.3],
  ['nuget-key', 'registry', 'oy2', '[a-z0-9]{43}', 4],
  ['sendgrid-key', 'service', 'SG.', '[\\w-]{20,24}\\.[\\w-]{39,50}', 3],
  ['twilio-key', 'service', 'SK', '[0-9a-f]{32}', 3.2],
  ['mailgun-key', 'service', 'key-', '[0-9a-f]{32}', 3.2],
  ['sendinblue-key', 'service', 'xkeysib-', '[0-9a-f]{64}-[A-Za-z0-9]{16}', 3],
  ['sentry-token', 'service', 'sntrys_', 'eyJ[A-Za-z0-9+/=_-]{60,400}', 3],
  ['sentry-token', 'service', 'sntryu_', '[0-9a-f]{64}', 3],
  ['grafana-token', 'service', 'glsa_', '[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}', 3],
  ['grafana-token', 'service', 'glc_', 'eyJ[A-Za-z0-9+/]{20,400}={0,3}', 3],
  ['newrelic-key', 'service', 'NRAK- NRJS- NRII-', '[A-Za-z0-9-]{19,40}', 3],
  ['datadog-key', 'service', 'ddapi_ ddapp_', '[A-Za-z0-9]{32,44}', 3],
  ['dynatrace-token', 'service', 'dt0c01. dt0s01.', '[A-Z0-9]{24}\\.[A-Z0-9]{64}', 3],
  ['postman-key', 'service', 'PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}', 3],
  ['linear-key', 'service', 'lin_api_ lin_oauth_', '[A-Za-z0-9]{32,64}', 3],
  ['notion-token', 'service', 'ntn_', '\\d{11}[A-Za-z0-9]{35}', 3.4],
  ['airtable-token', 'service', 'pat', '[A-Za-z0-9]{14}\\.[0-9a-f]{64}', 3],
  ['figma-token', 'service', 'figd_ figoh_ figor_', '[\\w-]{38,60}', 3],
  [
    'onepassword-secret-key',
    'service',
    'A3-',
    '[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    3,
  ],
  ['onepassword-service-token', 'service', 'ops_eyJ', '[A-Za-z0-9+/]{200,2000}={0,3}', 3.5],
  ['intra42-secret', 'service', 's-s4t2ud- s-s4t2af-', '[0-9a-f]{64}', 3],
  ['prefect-key', 'service', 'pnu_ pnb_', '[A-Za-z0-9]{36}', 3],
  ['readme-key', 'service', 'rdme_', '[a-z0-9]{70}', 3],
  ['adafruit-key', 'service', 'aio_', '[A-Za-z0-9]{28}', 3.3],
  ['sonar-token', 'service', 'squ_ sqp_ sqa_', '[0-9a-zA-Z]{40}', 3],
  ['contentful-token', 'service', 'CFPAT-', '[\\w-]{40,50}', 3],
  ['hubspot-token', 'service', 'pat-na1- pat-eu1-', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
  ['okta-token', 'service', 'SSWS ', '00[\\w-]{40}', 3],
  ['frameio-token', 'service', 'fio-u-', '[\\w=-]{64}', 3],
  ['typeform-token', 'service', 'tfp_', '[\\w.-]{40,59}', 3],
  ['easypost-key', 'service', 'EZAK EZTK', '[A-Za-z0-9]{54}', 3],
  ['age-secret-key', 'private-key', 'AGE-SECRET-KEY-1', '[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}', 3],
];

export const SHAPES: readonly SecretShape[] = ROWS.map(([kind, secretClass, prefixes, rest, entropy = 0]) => {
  // One prefix ends in a space, which is part of it.
  const list = prefixes.split(/ (?!$)/);
  const escaped = list.map((prefix) => prefix.replace(/[.$+/]/g, '\\$&')).join('|');
  const checksum = list.includes('ghp_') ? { checksum: 'github-crc32' as const } : {};
  return { kind, class: secretClass, source: `(?:${escaped})(${rest})`, prefixes: list, entropy, ...checksum };
});
