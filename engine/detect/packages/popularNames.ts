import type { Ecosystem } from './packageInstalls.ts';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Names that many projects depend on; what is one slip away from them is suspicious. Sources: the registries' download counts. */
export const POPULAR: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: words(`
    react react-dom preact vue svelte angular express koa fastify hapi next nuxt gatsby remix astro vite webpack rollup esbuild parcel
    babel typescript eslint prettier jest mocha chai vitest cypress playwright puppeteer lodash underscore ramda moment dayjs date-fns
    luxon axios request node-fetch got superagent chalk colors commander yargs minimist inquirer ora debug dotenv cross-env rimraf glob
    fs-extra mkdirp uuid nanoid semver async bluebird rxjs redux mobx zustand immer react-redux react-router react-router-dom
    styled-components tailwindcss postcss autoprefixer sass less bootstrap jquery d3 three chart.js socket.io ws mongoose mongodb mysql
    mysql2 sequelize typeorm prisma knex redis ioredis passport jsonwebtoken bcrypt bcryptjs body-parser cors helmet morgan winston pino
    nodemailer multer sharp cheerio jsdom discord.js ethers web3 electron nodemon concurrently husky lint-staged storybook graphql
    classnames prop-types core-js regenerator-runtime tslib zod ajv yup joi validator handlebars ejs pug marked highlight.js puppeteer-core
    event-stream ua-parser-js minimatch micromatch chokidar cookie-parser express-session http-proxy node-sass node-gyp serve http-server
    ts-node tsx pm2 lerna turbo openai langchain anthropic dompurify
  `),
  pypi: words(`
    requests urllib3 numpy pandas scipy matplotlib scikit-learn tensorflow torch torchvision keras django flask fastapi uvicorn gunicorn
    starlette pydantic sqlalchemy alembic psycopg2 psycopg2-binary pymysql pymongo redis celery boto3 botocore awscli s3transfer
    google-api-python-client azure-identity pytest tox black flake8 mypy pylint isort ruff setuptools wheel virtualenv pipenv poetry
    beautifulsoup4 lxml selenium scrapy httpx aiohttp websockets cryptography pyopenssl paramiko pyjwt passlib bcrypt pyyaml toml jinja2
    markupsafe click typer rich colorama tqdm pillow opencv-python python-dateutil pytz six certifi idna charset-normalizer packaging
    attrs simplejson ujson protobuf grpcio openai anthropic langchain transformers datasets huggingface-hub tokenizers sentencepiece
    nltk spacy gensim streamlit gradio plotly seaborn jupyter jupyterlab notebook ipython ipykernel psutil docker kubernetes ansible
    fabric invoke python-dotenv pyserial discord-py tweepy praw web3 eth-account telethon pyinstaller cython numba networkx sympy
    statsmodels xgboost lightgbm shapely geopandas jsonschema
  `),
  crates: words(`
    serde serde_json serde_derive tokio rand regex clap anyhow thiserror log env_logger tracing futures async-trait hyper reqwest axum
    actix-web rocket warp diesel sqlx chrono time uuid lazy_static once_cell itertools rayon crossbeam parking_lot bytes base64 sha2
    hex num nom syn quote proc-macro2 libc bitflags url tempfile walkdir image rustls openssl ring rust_decimal
  `),
  gems: words(`
    rails rake bundler rspec devise puma sidekiq nokogiri sinatra rack redis pg mysql2 sqlite3 activerecord activesupport capistrano
    rubocop jekyll faker httparty faraday rest-client json minitest pry rspec-rails capybara factory_bot simplecov dotenv jwt bcrypt
  `),
  go: [],
};

/** Owners of npm packages that many projects depend on; shorter ones have honest neighbours everywhere. */
export const POPULAR_SCOPES: readonly string[] = words(`
  @anthropic-ai @modelcontextprotocol @openai @google-cloud @google-ai @aws-sdk @aws-cdk @aws-amplify @azure-rest @microsoft @angular
  @angular-devkit @babel-preset @testing-library @typescript-eslint @storybook @tanstack @reduxjs @apollo @prisma @supabase @firebase
  @cloudflare @opentelemetry @octokit @actions @vercel @nestjs @emotion @fortawesome @radix-ui @headlessui @tailwindcss @playwright
  @sentry @stripe @solana @metamask @langchain @huggingface @react-native @react-navigation @expo-google-fonts @electron @docusaurus
`);

/** Honest names that lie one slip away from a popular one. */
export const HONEST_NEIGHBOURS: ReadonlySet<string> = new Set(
  words(`
    preact request requests reacts nexts jests koa vues swr ky got hot pug jade eclint less sass scss color coloris uvloop tslint eslint-d
    mysql mysql2 pg redis ioredis redux rematch ramda lambda mocha chai chalk async asyncs glob globs globby moments http https httpx
    dotenvx dotenv-cli expressjs serde serve server hapi happy joi jose yup yupp zod ws rw vite vitest vitess pytz pytest tox black
    flask flasky click clack cors core parse parcel debug sharp three threes marked typed types typer tqdm torch touch rich ruff attrs
    attr numba nuxt next nest bcrypt bcrypt-ts tokio toml tomli tomlkit time timed rand random regex rayon pandas pandera jsonschema rake
    rack rails ora jsdoc gaxios mssql jslint ttypescript http2-proxy @openapi @action @nestjsx
    enquirer mquery semiver ps-node vasync dargs psycopg pymssql scapy simpy ijson ubjson mujson scrypt gensio willow unicorn websocketd ffaker
  `),
);

/** Packages that were published to harm, or versions that were. Sources: npm, PyPI and OSV advisories. */
export const KNOWN_BAD: Readonly<Record<Ecosystem, ReadonlySet<string>>> = {
  npm: new Set(
    words(`
      flatmap-stream crossenv cross-env.js d3.js fabric-js ffmepg gruntcli http-proxy.js jquery.js mongose mssql.js mssql-node mysqljs
      nodecaffe nodefabric node-fabric nodeffmpeg nodemailer-js nodemailer.js nodemssql node-opencv node-opensl node-openssl noderequest
      nodesass nodesqlite node-sqlite node-tkinter opencv.js openssl.js shadowsock sqlite.js sqliter sqlserver electorn loadyaml lodashs
      babelcli postmark-mcp discord.js-user twilio-npm fallguys event-stream@3.3.6 eslint-scope@3.7.2 ua-parser-js@0.7.29
      ua-parser-js@0.8.0 ua-parser-js@1.0.0 coa@2.0.3 rc@1.2.9 node-ipc@10.1.1 node-ipc@10.1.2 @solana/web3.js@1.95.6
      @solana/web3.js@1.95.7 chalk@5.6.1 debug@4.4.2 nx@21.5.0 nx@20.9.0
    `),
  ),
  pypi: new Set(
    words(`
      colourama python3-dateutil jeilyfish acqusition apidev-coop bzip django-server setup-tools urlib3 ascii2text pyg-utils pymocks
      pyproto2 test-async free-net-vpn zlibsrc browserdiv loglib-modules colorslib httpslib libhttps beautifulsup4 cryptograohy djanga
      easyinstall libpeshka nmap-python openvc python-ftp pythonkafka python-mongo python-mysqldb python-sqlite virtualnv diango djago
      dajngo reqeusts requesys torchtriton ctx@0.2.2 ctx@0.2.6 ultralytics@8.3.41 ultralytics@8.3.42 importantpackage distrib
    `),
  ),
  crates: new Set(words('rustdecimal faster_log async_println')),
  gems: new Set(
    words('rest-client@1.6.13 atlas-client pretty_color ruby-bitcoin bootstrap-sass@3.2.0.3 strong_password@0.0.7'),
  ),
  go: new Set(words('github.com/boltdb-go/bolt')),
};
