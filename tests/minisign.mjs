// Keys and signatures as minisign makes them, made anew for each test: nothing secret lies about.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const COMMENT = "timestamp:1764201600\tfile:policy.json";

/** A key pair. */
export function makeKey(id = randomBytes(8)) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const line = base64(Buffer.from("Ed"), id, raw);
  return {
    id,
    /** The key in its line of Base64. */
    line,
    /** The text of its `.pub` file. */
    file: `untrusted comment: minisign public key ${Buffer.from(id).reverse().toString("hex").toUpperCase()}\n${line}\n`,
    /** The text of the `.minisig` file for these bytes: prehashed, or as minisign did before 0.6. */
    sign(bytes, { old = false, comment = COMMENT } = {}) {
      const signature = sign(null, old ? Buffer.from(bytes) : createHash("blake2b512").update(bytes).digest(), privateKey);
      const whole = sign(null, Buffer.concat([signature, Buffer.from(comment)]), privateKey);
      const lines = [
        "untrusted comment: signature from minisign secret key",
        base64(Buffer.from(old ? "Ed" : "ED"), id, signature),
        `trusted comment: ${comment}`,
        base64(whole),
      ];
      return `${lines.join("\n")}\n`;
    },
  };
}

const base64 = (...parts) => Buffer.concat(parts).toString("base64");
