import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalize, toJson } from '../../../engine/audit/canonical.ts';

/** IEEE 754 bits and their text, from appendix B of RFC 8785. */
const NUMBERS: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

describe('canonicalize', () => {
  it('writes numbers as RFC 8785 does', () => {
    for (const [bits, text] of NUMBERS) assert.equal(canonicalize(double(bits)), text);
    for (const bits of ['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000']) {
      assert.throws(() => canonicalize(double(bits)), TypeError);
    }
  });

  it('escapes what must be escaped and nothing else', () => {
    assert.equal(
      canonicalize('\u20ac$\u000f\nA\'B"\\"/\u2028\u007f'),
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/\u2028\u007f"',
    );
    assert.equal(canonicalize('\b\t\f\r\u0000\u001f'), '"\\b\\t\\f\\r\\u0000\\u001f"');
  });

  it('orders members by UTF-16 code units, at every depth', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '😀': 5,
      '\u0080': 6,
      '\u00f6': { b: [{ d: 1, c: 2 }], a: null },
    };
    assert.equal(
      canonicalize(value),
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":{"a":null,"b":[{"c":2,"d":1}]},"\u20ac":1,"😀":5,"\ufb33":3}',
    );
    assert.equal(canonicalize({ '10': 1, '9': 2, __proto__x: 3, a: undefined }), '{"10":1,"9":2,"__proto__x":3}');
  });

  it('refuses what has no canonical form', () => {
    for (const value of ['\ud800', { '\udc00': 1 }, [undefined], 1n, () => 1, Symbol('s')]) {
      assert.throws(() => canonicalize(value), TypeError);
    }
  });

  it('says the same as the value, whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalize(toJson(value));
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(toJson(value))));
        assert.equal(canonicalize(JSON.parse(text)), text);
        const turned: unknown = JSON.parse(text, (_key, member: unknown) =>
          typeof member === 'object' && member !== null && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        );
        assert.equal(canonicalize(turned), text);
      }),
    );
  });
});

describe('toJson', () => {
  it('gives anything a canonical form, and leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
        const json = toJson(value);
        assert.equal(canonicalize(toJson(json)), canonicalize(json));
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => assert.equal(JSON.stringify(toJson(value)), JSON.stringify(value))),
    );
  });
});
