// An organisation's policy as the bytes of its file, signed or not: what `load` and the element take.

import { DynabootError } from "../errors.js";
import { refusal } from "./plain.js";

/** As many bytes as the core takes. */
const LARGEST = 4 * 1024 * 1024;

/**
 * What there is of a policy's file.
 * @typedef {object} PolicyFile
 * @property {Uint8Array} bytes A copy: nobody can change it after its signature was verified.
 * @property {string} [signature] The text of the `.minisig` file.
 * @property {string} [publicKey] The key that is to have signed it.
 */

/**
 * Has the module verify a signature. It throws when that does not hold.
 * @callback Verify
 * @param {Uint8Array} bytes
 * @param {string} signature
 * @param {string} publicKey
 * @returns {void}
 */

/**
 * Takes bytes, and what vouches for them.
 *
 * @param {{ policyBytes: unknown, signature?: unknown, publicKey?: unknown }} given
 * @returns {PolicyFile}
 * @throws {DynabootError} Something that is not what its name says.
 */
export function fileOf({ policyBytes, signature, publicKey }) {
  const bytes = copied(policyBytes);
  if (signature === undefined && publicKey === undefined) return { bytes };
  return { bytes, signature: text(signature, "a signature"), publicKey: text(publicKey, "a public key") };
}

/**
 * The policy in a file, once its signature was verified.
 *
 * @param {PolicyFile} file
 * @param {Verify} verify
 * @param {string} path What it is called in a refusal.
 * @returns {unknown}
 * @throws {DynabootError} A signature that does not hold, or bytes that are no JSON.
 */
export function readFile({ bytes, signature, publicKey }, verify, path = "policyBytes") {
  if (bytes.length > LARGEST) throw refused(path, "a larger file", "a policy of at most 4 MiB");
  if (signature !== undefined && publicKey !== undefined) verify(bytes, signature, publicKey);
  let json;
  try {
    json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused(path, "bytes that are no UTF-8", "JSON in UTF-8");
  }
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw refused(path, `text that is no JSON (${/** @type {Error} */ (cause).message})`, "a policy as JSON");
  }
}

/**
 * What vouches for a policy that cannot be signed: to go by it all the same would be to say more than is known.
 *
 * @param {{ signature?: unknown, publicKey?: unknown }} given
 * @param {string} found
 * @throws {DynabootError} There is something.
 */
export function refuseSignature({ signature, publicKey }, found) {
  if (signature === undefined && publicKey === undefined) return;
  throw refused("signature", found, "the bytes of a policy, a signature and a public key");
}

/** @param {unknown} bytes */
function copied(bytes) {
  // A view of another kind would be another text, and a proxy of one could change.
  const isBytes = ArrayBuffer.isView(bytes) && Object.prototype.toString.call(bytes) === "[object Uint8Array]";
  if (!isBytes) throw refused("policyBytes", "something else", "a Uint8Array of JSON in UTF-8");
  return new Uint8Array(/** @type {Uint8Array} */ (bytes));
}

/**
 * @param {unknown} value
 * @param {string} what
 */
function text(value, what) {
  if (typeof value === "string") return value;
  const found = value === undefined ? "one without the other" : `${what} that is no text`;
  throw refused("signature", found, "a signature and a public key, each as text");
}

/**
 * @param {string} path
 * @param {string} found
 * @param {string} expected
 */
const refused = (path, found, expected) => new DynabootError(refusal({ path, found }, expected));
