import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { destinationOf, isNobodys, type HostClass } from '../../../engine/detect/net/classifyHost.ts';
import { dottedQuad, inetAton } from '../../../engine/detect/net/inetAton.ts';
import { ipv6Groups, ipv6Text } from '../../../engine/detect/net/ipv6.ts';
import { isVendorInstaller } from '../../../engine/detect/net/vendors.ts';

const classes = (text: string): readonly HostClass[] => [...(destinationOf(text)?.classes ?? [])];

describe('inet_aton', () => {
  it('agrees with the URL parser on every address and spelling', () => {
    const spell = [
      (n: number) => dottedQuad(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => String(n),
      (n: number) => `${n >>> 24}.${n & 0xffffff}`,
      (n: number) =>
        dottedQuad(n)
          .split('.')
          .map((part) => `0${Number(part).toString(8)}`)
          .join('.'),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(...spell), (n, write) => {
        const text = write(n);
        assert.equal(inetAton(text), n);
        assert.equal(new URL(`http://${text}/`).hostname, dottedQuad(n));
      }),
    );
  });

  it('refuses what is no address', () => {
    for (const text of ['256.1.1.1', '1.2.3.4.5', '08', 'example.com', '', '1..2', '4294967296'])
      assert.equal(inetAton(text), undefined, text);
  });
});

describe('IPv6', () => {
  it('agrees with the URL parser on every address and spelling', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const groups = ipv6Groups(text);
        assert.ok(groups, text);
        assert.equal(`[${ipv6Text(groups)}]`, new URL(`http://[${text}]/`).hostname);
      }),
    );
  });

  it('refuses brackets that hold no address', () => {
    for (const text of [
      '[]',
      '[x]',
      '[::1',
      '[1:2:3]',
      '[::1::]',
      '[:::]',
      '[1.2.3.4]',
      '[::1.2.3.400]',
      '[::12345]',
      '["]',
    ]) {
      assert.equal(destinationOf(`http://${text}/`), undefined, text);
      assert.throws(() => new URL(`http://${text}/`), text);
    }
  });
});

describe('destinations', () => {
  const metadata = [
    'http://169.254.169.254/',
    '169.254.169.254:80/latest',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://0251.0376.0251.0376',
    'http://169.254.43518',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]',
    'http://[FD00:0ec2:0:0:0::254]',
    'http://[::169.254.169.254]',
    'http://[2002:a9fe:a9fe::]',
    'http://[0:0:0:0:ffff:0:a9fe:a9fe%25eth0]',
    'http://metadata.google.internal.',
    'http://169-254-169-254.sslip.io',
    'http://a9fea9fe.nip.io',
    'http://user@169.254.169.254/',
    'http://169\u3002254\u3002169\u3002254',
    'http://\u2460\u2465\u2468.254.169.254',
    'http://100.100.100.200',
    'http://168.63.129.16',
  ];
  for (const text of metadata)
    it(`${text} is a metadata service`, () => assert.ok(classes(text).includes('metadata'), classes(text).join()));

  const of: readonly (readonly [string, HostClass])[] = [
    ['http://127.1/', 'loopback'],
    ['http://[::1]:3000', 'loopback'],
    ['http://[0:0::0:1]', 'loopback'],
    ['http://[fe80::1%eth0]', 'link-local'],
    ['http://[fd12::9]', 'private'],
    ['localhost:8080', 'loopback'],
    ['http://10.2.3.4', 'private'],
    ['http://a.b.svc.cluster.local', 'cluster-internal'],
    ['http://127.0.0.1:2375/', 'control-plane'],
    ['https://10.3.0.1/api/v1/namespaces/ops/%73ecrets', 'control-plane'],
    ['https://x.oast.fun/', 'catcher'],
    ['https://a1.ngrok-free.app', 'tunnel'],
    ['https://api.telegram.org/bot1:x/sendMessage', 'chat-hook'],
    ['https://github.com@evil.example/', 'deceptive-userinfo'],
    ['https://me:token@github.com/', 'userinfo'],
    ['https://p\u0430ypal.com', 'mixed-script'],
    ['https://xn--pypal-4ve.com', 'mixed-script'],
    ['https://xn--80ak6aa92e.com', 'mixed-script'],
    ['http://203.0.113.9/', 'raw-ip'],
    ['https://api.github.com/user', 'provider'],
  ];
  for (const [text, kind] of of)
    it(`${text} is ${kind}`, () => assert.ok(classes(text).includes(kind), classes(text).join()));

  it('finds nothing wrong with ordinary ones', () => {
    for (const text of [
      'https://github.example.com/a/b',
      'example.com',
      'https://webhook.sites.example.com',
      'https://m\u00fcnchen.de',
    ])
      assert.deepEqual(classes(text), [], text);
    assert.deepEqual(classes('https://docs.python.org/3/?q=1'), ['publisher']);
  });

  it("are nobody's where no list, no address and no name says whose they are", () => {
    const nobodys = (text: string): boolean => isNobodys(destinationOf(text)!);
    for (const text of ['https://dl.example.net/a.tgz', '203.0.113.9:8080', 'https://github.com.example.org/a'])
      assert.ok(nobodys(text), text);
    for (const text of [
      'https://github.com/acme/app',
      'https://ftp.gnu.org/gnu/hello.tgz',
      'http://localhost:8080',
      'https://10.1.2.3/a',
      'https://packages.corp.example.org/a',
      'https://nexus.example.org/repository',
    ])
      assert.ok(!nobodys(text), text);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void destinationOf(`http://${text}`)));
  });
});

describe('vendor installers', () => {
  it('are known by host, path and TLS', () => {
    assert.ok(isVendorInstaller('https://sh.rustup.rs'));
    assert.ok(!isVendorInstaller('http://sh.rustup.rs'));
    assert.ok(!isVendorInstaller('https://sh.rustup.rs.example.org'));
    assert.ok(!isVendorInstaller('https://raw.githubusercontent.com/someone/thing/main/install.sh'));
  });
});
