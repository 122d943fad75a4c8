/** Hosts as data. A name stands for itself and everything below it. Sources: the services' own documentation. */

/** Names that lead to a cloud's metadata service. Addresses are in `classifyHost.ts`. */
export const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
  'metadata.platformequinix.com',
  'metadata.packet.net',
  'metadata.tencentyun.com',
  'metadata.oraclecloud.com',
  'rancher-metadata',
]);

/** Names that resolve to whatever address is written in front of them. */
export const WILDCARD_DNS: ReadonlySet<string> = new Set([
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'yoogle.com',
]);

/** Request catchers and out-of-band test servers: who sends there wants to read it elsewhere. */
export const CATCHERS: ReadonlySet<string> = new Set([
  'webhook.site',
  'requestbin.com',
  'requestbin.net',
  'pipedream.net',
  'hookbin.com',
  'beeceptor.com',
  'requestcatcher.com',
  'mockbin.org',
  'mockbin.io',
  'postb.in',
  'webhookinbox.com',
  'typedwebhook.tools',
  'interact.sh',
  'interactsh.com',
  'oast.pro',
  'oast.live',
  'oast.site',
  'oast.online',
  'oast.fun',
  'oast.me',
  'burpcollaborator.net',
  'oastify.com',
  'dnslog.cn',
  'ceye.io',
  'canarytokens.com',
  'dnsbin.zhack.ca',
  'bxss.me',
  'xss.ht',
  'ptsv2.com',
  'ptsv3.com',
  'smee.io',
  'hookdeck.com',
  'svix.com',
  // Names that change where they lead while they are looked up.
  'rbndr.us',
  '1u.ms',
  'webhook.cool',
  'webhook-test.com',
  'httpdump.app',
  'requestinspector.com',
  'rbaskets.in',
  'grabify.link',
  'iplogger.org',
  'iplogger.com',
]);

/** Anonymous paste and file drops. */
export const PASTES: ReadonlySet<string> = new Set([
  'pastebin.com',
  'paste.ee',
  'paste.rs',
  'dpaste.com',
  'dpaste.org',
  'hastebin.com',
  'ghostbin.co',
  'rentry.co',
  'rentry.org',
  'controlc.com',
  'ix.io',
  'sprunge.us',
  'termbin.com',
  'clbin.com',
  '0x0.st',
  'transfer.sh',
  'transfer.archivete.am',
  'file.io',
  'gofile.io',
  'temp.sh',
  'catbox.moe',
  'litterbox.catbox.moe',
  'bashupload.com',
  'oshi.at',
  'tmpfiles.org',
  'anonfiles.com',
  'bayfiles.com',
  'uguu.se',
  'pixeldrain.com',
  'wormhole.app',
  'sendgb.com',
  'wetransfer.com',
  'filebin.net',
  'keep.sh',
  'filev2.getsession.org',
  'privatebin.net',
  'p.ip.fi',
  'paste.c-net.org',
  'pastes.io',
  'justpaste.it',
  'bpa.st',
  'envs.sh',
  'x0.at',
  'ttm.sh',
  'qu.ax',
  'paste.gg',
  'cl1p.net',
  'upload.ee',
  'workupload.com',
  'krakenfiles.com',
  'fileditchfiles.me',
  'tempfile.org',
  'filetransfer.io',
  'pomf.lain.la',
  'snippet.host',
  'paste.opensuse.org',
  'dpaste.de',
  // A registry of images that anybody pushes to.
  'ttl.sh',
]);

/** Tunnels that give a machine at home a public name. */
export const TUNNELS: ReadonlySet<string> = new Set([
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'ngrok.com',
  'trycloudflare.com',
  'localhost.run',
  'lhr.life',
  'serveo.net',
  'loca.lt',
  'localtunnel.me',
  'pagekite.me',
  'bore.pub',
  'zrok.io',
  'playit.gg',
  'pinggy.io',
  'pinggy.link',
  'tunnelmole.net',
  'devtunnels.ms',
  'telebit.cloud',
  'packetriot.net',
]);

/** Chat services with write-only addresses. `path` says which part of the host is one. */
export const CHAT_HOOKS: readonly { readonly host: string; readonly path: string }[] = [
  { host: 'api.telegram.org', path: '/bot' },
  { host: 'discord.com', path: '/api/webhooks/' },
  { host: 'discordapp.com', path: '/api/webhooks/' },
  { host: 'hooks.slack.com', path: '/' },
  { host: 'webhook.office.com', path: '/' },
  { host: 'ntfy.sh', path: '/' },
  { host: 'api.pushover.net', path: '/' },
  { host: 'maker.ifttt.com', path: '/trigger/' },
  { host: 'hooks.zapier.com', path: '/' },
];

export const SHORTENERS: ReadonlySet<string> = new Set(
  'bit.ly tinyurl.com t.co goo.gl is.gd v.gd ow.ly buff.ly cutt.ly rebrand.ly shorturl.at rb.gy tiny.cc t.ly s.id clck.ru soo.gd git.io qrco.de surl.li u.to kutt.it'.split(
    ' ',
  ),
);

/** Hosts that anyone can put any file on; a script from there has no owner that its name shows. */
export const RAW_CONTENT: ReadonlySet<string> = new Set([
  'gist.githubusercontent.com',
  'gist.github.com',
  'cdn.discordapp.com',
  'media.discordapp.net',
  'drive.google.com',
  'dl.dropboxusercontent.com',
  'ipfs.io',
  'cloudflare-ipfs.com',
]);

/** Where projects keep their sources in the open. Whoever clones from there gets what the project's own pages point at. */
export const FORGES: ReadonlySet<string> = new Set(
  'gitlab.gnome.org gitlab.freedesktop.org salsa.debian.org invent.kde.org git.kernel.org git.savannah.gnu.org git.sv.gnu.org gitlab.kitware.com gitlab.haskell.org gitlab.torproject.org gitlab.inria.fr gitlab.com code.videolan.org git.ffmpeg.org git.code.sf.net googlesource.com opendev.org pagure.io src.fedoraproject.org gitee.com git.sr.ht gitea.com framagit.org git.launchpad.net dev.azure.com gcc.gnu.org sourceware.org git.openwrt.org gitlab.alpinelinux.org gitlab.archlinux.org aur.archlinux.org git.busybox.net git.zx2c4.com git.postgresql.org git.videolan.org git.musl-libc.org'.split(
    ' ',
  ),
);

/** Services of known owners that take a credential in the request: who sends one there logs in. */
export const PROVIDERS: ReadonlySet<string> = new Set(
  'github.com githubusercontent.com ghcr.io gitlab.com bitbucket.org atlassian.net atlassian.com codeberg.org npmjs.org npmjs.com pypi.org rubygems.org crates.io nuget.org packagist.org docker.com docker.io openai.com anthropic.com claude.ai mistral.ai groq.com cohere.ai cohere.com x.ai deepseek.com openrouter.ai replicate.com together.xyz elevenlabs.io perplexity.ai pinecone.io huggingface.co langchain.com google.com googleapis.com amazonaws.com azure.com azure.net windows.net microsoft.com microsoftonline.com visualstudio.com slack.com discord.com telegram.org stripe.com paypal.com shopify.com myshopify.com vercel.com netlify.com cloudflare.com digitalocean.com heroku.com fly.io railway.app render.com supabase.co sentry.io datadoghq.com datadoghq.eu newrelic.com grafana.net honeycomb.io pagerduty.com opsgenie.com circleci.com travis-ci.com buildkite.com codecov.io coveralls.io sonarcloud.io snyk.io doppler.com infisical.com hashicorp.com terraform.io pulumi.com linear.app notion.com airtable.com figma.com twilio.com sendgrid.com mailgun.net hubspot.com salesforce.com zendesk.com intercom.io dropboxapi.com box.com algolia.net mapbox.com auth0.com okta.com'.split(
    ' ',
  ),
);

/** Projects and vendors that publish software under their own names: releases, charts, images, manifests, sources. */
export const PUBLISHERS: ReadonlySet<string> = new Set(
  (
    'gnu.org gmplib.org mpfr.org multiprecision.org c-ares.org nongnu.org kernel.org python.org nodejs.org golang.org go.dev apache.org sourceforge.net debian.org ubuntu.com launchpad.net fedoraproject.org redhat.com centos.org rockylinux.org almalinux.org alpinelinux.org archlinux.org opensuse.org suse.com freebsd.org openbsd.org netbsd.org gnome.org kde.org freedesktop.org x.org mozilla.org mozilla.net eclipse.org spring.io gradle.org maven.org sonatype.org sonatype.com jetbrains.com oracle.com openjdk.org java.net adoptium.net azul.com scala-lang.org kotlinlang.org php.net getcomposer.org perl.org cpan.org metacpan.org ruby-lang.org rust-lang.org haskell.org ocaml.org erlang.org elixir-lang.org hex.pm julialang.org r-project.org rstudio.com posit.co llvm.org cmake.org kitware.com boost.org boost.io sqlite.org postgresql.org mysql.com mariadb.org mariadb.com mongodb.com mongodb.org redis.io redis.com elastic.co clickhouse.com influxdata.com grafana.com prometheus.io nginx.org nginx.com haproxy.org openresty.org openssl.org openssh.com gnupg.org zlib.net jenkins.io jenkins-ci.org ' +
    'quay.io gcr.io pkg.dev azurecr.io ecr.aws nvcr.io icr.io cgr.dev lscr.io docker.elastic.co k8s.io kubernetes.io istio.io linkerd.io cert-manager.io jetstack.io projectcontour.io projectcalico.org tigera.io cilium.io helm.sh fluxcd.io argoproj.io knative.dev tekton.dev rook.io longhorn.io rancher.io rancher.com k3s.io openebs.io bitnami.com konghq.com traefik.io openshift.com openshift.io kyverno.io openpolicyagent.org falcosecurity.org aquasec.com anchore.io crossplane.io upbound.io dapr.io keda.sh karpenter.sh nats.io strimzi.io confluent.io min.io gitea.io harbor.com goharbor.io jfrog.io cloudsmith.io packagecloud.io github.io gitlab.io gitlab-static.net readthedocs.io apt.kubernetes.io coreos.com ' +
    'savannah.org nasm.us lua.org curl.se curl.haxx.se tukaani.org xiph.org libsdl.org pcre.org libpng.org ijg.org osgeo.org gdal.org hdfgroup.org netlib.org fftw.org open-mpi.org mpich.org ucar.edu musl-libc.org musl.cc libc.org busybox.net strace.io valgrind.org tcl.tk tcl-lang.org swi-prolog.org racket-lang.org sbcl.org unixodbc.org freetds.org libssh.org libssh2.org libevent.org libuv.org nghttp2.org wolfssl.com gnutls.org libsodium.org libressl.org openldap.org dovecot.org postfix.org exim.org isc.org nlnetlabs.nl powerdns.com squid-cache.org varnish-cache.org lighttpd.net memcached.org samba.org nmap.org tcpdump.org wireshark.org zeek.org clamav.net ghostscript.com cairographics.org freetype.org webmproject.org opencv.org vtk.org gromacs.org vim.org neovim.io bzip.org lz4.org oberhumer.com libarchive.org invisible-island.net invisible-mirror.net thrysoee.dk greenwoodsoftware.com astron.com darwinsys.com zsh.org fishshell.com git-scm.com mercurial-scm.org fossil-scm.org ziglang.org nim-lang.org crystal-lang.org dlang.org vlang.io ' +
    'nvidia.com intel.com amd.com arm.com ibm.com vmware.com dot.net unity3d.com blender.org imagemagick.org graphviz.org pandoc.org ctan.org videolan.org ffmpeg.org anaconda.com anaconda.org conda.io prefix.dev pytorch.org tensorflow.org ollama.com pnpm.io yarnpkg.com bun.sh deno.land deno.com astral.sh opentofu.org pulumi.com tailscale.com wireguard.com openvpn.net torproject.org letsencrypt.org eff.org apple.com swift.org android.com arduino.cc espressif.com raspberrypi.com raspberrypi.org zephyrproject.org qt.io n8n.io flathub.org nixos.org brew.sh chocolatey.org vaultproject.io terraform.io'
  ).split(' '),
);
