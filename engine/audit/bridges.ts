import { createHash } from 'node:crypto';
import type { Bridge, Signer } from '../protocol/audit.ts';
import { canonicalize } from './canonical.ts';
import { hex } from './chain.ts';
import { noParameters } from './schema.ts';
import type { Sql, Query, Statement } from './sqlite.ts';

const DOMAIN = 'oktsec.audit.bridge.v1\n';

export function signBridge(bridge: Bridge['bridge'], signer: Signer): Bridge {
  const hash = createHash('sha256').update(DOMAIN).update(canonicalize(bridge), 'utf8').digest();
  return { bridge, keyId: signer.keyId, signature: hex(signer.sign(hash)) };
}

/** Where parts of the chain were taken out of this log, each a signed statement. */
export class BridgeTable {
  readonly #insert: Statement<Bridge>;
  readonly #newest: Query<void, Bridge>;

  constructor(db: Sql) {
    this.#insert = db.statement('INSERT INTO bridges (size, statement) VALUES (?, ?)', (to, bridge) =>
      to.int(bridge.bridge.size).text(canonicalize(bridge)),
    );
    this.#newest = db.query<void, Bridge>(
      'SELECT statement FROM bridges ORDER BY size DESC LIMIT 1',
      noParameters,
      (row) => JSON.parse(row.text(0)) as Bridge, // written by `insert` only
    );
  }

  insert(bridge: Bridge): void {
    this.#insert.run(bridge);
  }

  newest(): Bridge | undefined {
    return this.#newest.first();
  }
}
