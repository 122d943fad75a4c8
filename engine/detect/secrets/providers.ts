/**
 * Services whose keys have no form of their own: random letters that only the name they are given to tells apart.
 * A name such as `ALGOLIA_ADMIN_KEY` with a random value is that service's key.
 */
export const PROVIDERS =
  'abbysale abstractapi abuseipdb adafruit adobe adyen aerisapi affinda agora ahrefs airbrake airship airtable airvisual aiven akamai alchemy algolia alibaba aliyun alpaca ' +
  'alphavantage amadeus amazon ambee amplitude anthropic anyscale apiflash apify apilayer apollo appcenter appfollow appsflyer artifactory asana assemblyai atlassian auth0 autodesk ' +
  'authorize.net avalara aviationstack aws axonaut aylien azure backblaze bamboohr bandwidth basecamp baseten beamer bing binance bitbucket bitfinex bitgo bitly bitmex bitrise bittrex ' +
  'blockfrost bluesky box braintree branch browserstack browserless bugherd bugsnag buildkite buttercms bybit calendly campaignmonitor capsulecrm census chargebee chatgpt checkout ' +
  'circleci ciscospark clarifai clearbit clerk clickhouse clickup clicksend clickatell clojars cloudconvert cloudflare cloudinary cloudsmith cockroach codacy codeclimate codecov coda ' +
  'codeship cohere coinapi coinbase coinmarketcap confluent confluence constantcontact contentful contentstack convertkit copper couchbase covalent crates crowdin crowdstrike cryptocompare ' +
  'customer.io customerio databricks datadog datarobot deepai deepgram deepl deepseek descope digitalocean discord discourse docker dockerhub docusign doppler dotdigital drone dropbox ' +
  'duffel dwolla dynatrace easypost ecobee edamam eightxeight elastic elasticsearch elevenlabs enigma esri etherscan etsy eventbrite everhour exchangerates expo fastly fauna figma ' +
  'fileio finage findl finicity finnhub firebase fixer flickr float flutterwave fly.io flyio foursquare frame.io frameio freemius freshbooks freshdesk freshservice front fullstory gemini ' +
  'gengo geocodio getresponse ghost gitea github gitlab gitter gnews gocardless godaddy goodreads google grafana graphcms groq gumroad guardian harness harvest hashicorp hasura helpscout ' +
  'hereapi heroku hetzner honeybadger honeycomb hotjar hubspot huggingface humio hunter hybridanalysis ibm iconfinder infobip infracost infura insightly instabug instagram intercom ' +
  'intrinio invoiceocean ionic ipapi ipdata ipgeolocation ipinfo ipstack iterable jenkins jfrog jira jotform jumpcloud jupiterone kaggle kanban kanbantool keen keygen kickbox klaviyo ' +
  'knock kontent kraken kucoin langchain langsmith lastfm launchdarkly lemlist lexigram line linear linemessaging linkedin linode litmus livekit loadmill lob locationiq logdna loggly ' +
  'logrocket logz looker loops luno magento mailboxlayer mailchimp mailerlite mailersend mailgun mailjet mailtrap malwarebytes mandrill mapbox mapquest marketstack matomo mattermost ' +
  'maxmind mediastack meilisearch meraki messagebird metabase metaapi microsoft midtrans minio mistral mixpanel moderation momento monday mongodb moralis moz mux myfreshworks nasa ' +
  'neo4j netlify netsuite neutrino newrelic newsapi nexmo nftport ngrok nicereply notion novu npm nuget nutritionix nylas nytimes oanda octopus okta omnisend oneai onelogin onesignal ' +
  'onfido openai opencage openrouter openshift openvpn openweather opsgenie optimizely oracle orbit outbrain outreach packagecloud pagarme pagerduty paddle pandadoc papertrail paralleldots ' +
  'parse partnerstack passbase paypal paystack pdflayer peopledatalabs percy perplexity persona phrase pinata pinecone pipedream pipedrive pivotaltracker plaid planetscale plivo polygon ' +
  'portainer postageapp posthog postman postmark powerbi prefect privacy privateai prismic proxycrawl pubnub pulumi pushbullet pusher pushover qase qdrant qualaroo quickbase quicknode ' +
  'rabbitmq railway rapid7 rapidapi raven rawg razorpay readme rechargepayments reddit redis refiner render replicate resend retool revenuecat ringcentral ritekit riotgames rollbar rubygems ' +
  'runpod runway salesforce sanity sauce saucelabs scaleway scalingo scrapingbee scrapfly screenshotapi segment semaphore sendbird sendgrid sendinblue sentinelone sentry serpapi serpstack ' +
  'serper serverless shippo shodan shopify shortcut shotstack shutterstock sidekiq signalwire signaturit simplesat simvoly sinch skybiometry slack smartsheet smartystreets smooch snipcart ' +
  'snowflake snyk sonar sonarcloud sonarqube sonatype sourcegraph sparkpost speechmatics spoonacular spotify square squarespace squarespace squareup stability statuscake statuspage storyblok ' +
  'strava streak stripe stytch sumologic sumo supabase surge surveymonkey svix swell swiftype tailscale tavily teamwork telegram telesign telnyx tencent terraform together tomorrow.io ' +
  'tradier transifex travis trello trulioo tru.id twelvedata twilio twitch twitter typeform ubidots unify unsplash upcdatabase uploadcare upstash uptimerobot urlscan user.com userstack ' +
  'vault veevavault vercel vero viewneo vimeo virustotal visualcrossing voiceflow voicegain vonage voyage vpnapi vultr vyte wakatime walkscore wandb weatherbit weatherstack weaviate ' +
  'webex webflow weights wepay whoxy wise wistia woocommerce wordpress workato workos worldweather wrike xai xero yandex yelp youtube zapier zendesk zenserp zerobounce zerotier zeplin zipcode zoho zonka zoom zulip';

const words = PROVIDERS.split(' ');
const BY_LENGTH = [...new Set(words)].sort((a, b) => b.length - a.length).map((each) => each.replaceAll('.', '[._]?'));
/** As a part of a name: at its beginning or behind a separator, or with a capital in camel case. */
const PROVIDER_NAME = new RegExp(
  `(?:^|[_.-])(?:${BY_LENGTH.join('|')})(?=[_.-]|$|api|app|key|tok|sec|auth|pass|adm|acc|cli|int|oauth|web|ser|bot|pri|pub|live|prod|test)`,
  'i',
);
/** Names of languages, formats and everyday words among the services say nothing by themselves. */
const CAMEL = /([a-z0-9])([A-Z])/g;

/** Does the name of a setting name the service it is for? */
export function namesProvider(name: string): boolean {
  return PROVIDER_NAME.test(name.replace(CAMEL, '$1_$2'));
}
