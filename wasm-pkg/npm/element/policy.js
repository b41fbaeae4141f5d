// An organisation's policy, wherever the page has it: as an object, as bytes, or at a URL of its own.

import { DynabootError, PolicyError } from "../errors.js";
import { fileOf, readFile, refuseSignature } from "../input/file.js";
import { EXPECTED, POLICY, read, refusal } from "../input/plain.js";

/**
 * The policy as JSON text; empty for the built-in one alone.
 *
 * @param {{ policy?: unknown, policyBytes?: unknown, signature?: unknown, publicKey?: unknown }} given
 * @param {import("../input/file.js").Verify} verify
 * @returns {Promise<string>}
 * @throws {DynabootError} A policy that cannot be had, or that is none.
 */
export async function policyText({ policy, policyBytes, signature, publicKey }, verify) {
  if (policyBytes !== undefined) {
    if (policy !== undefined) throw refused("policyBytes", "a policy beside it", "one of `policy` and `policyBytes`");
    return plain(readFile(fileOf({ policyBytes, signature, publicKey }), verify));
  }
  if (typeof policy === "string") {
    refuseSignature({ signature }, "one for a policy whose signature lies beside it");
    return plain(readFile(await fetched(policy, publicKey), verify, "policy"));
  }
  refuseSignature({ signature, publicKey }, policy === undefined ? "one without a policy" : "one for a policy without bytes");
  return policy === undefined ? "" : plain(policy);
}

/** @param {unknown} policy */
function plain(policy) {
  const { text, odd } = read(policy, POLICY);
  if (odd) throw new PolicyError([refusal(odd, EXPECTED)]);
  return text;
}

/**
 * @param {string} policy
 * @param {unknown} publicKey
 */
async function fetched(policy, publicKey) {
  const expected = "the address of a policy of this page's own origin";
  let address;
  try {
    address = new URL(policy, document.baseURI);
  } catch {
    throw refused("policy", "text that is no address", expected);
  }
  if (address.origin !== location.origin) throw refused("policy", `an address of ${address.origin}`, expected);
  const policyBytes = await bytesAt(address, "policy");
  if (publicKey === undefined) return fileOf({ policyBytes });
  address.pathname += ".minisig";
  const signature = new TextDecoder().decode(await bytesAt(address, "signature"));
  return fileOf({ policyBytes, signature, publicKey });
}

/**
 * @param {URL} address
 * @param {string} what
 */
async function bytesAt(address, what) {
  let found;
  try {
    const response = await fetch(address, { mode: "same-origin", credentials: "same-origin", cache: "no-cache" });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    found = `the answer ${response.status}`;
  } catch {
    found = "no answer";
  }
  throw refused(what, `${found} at ${address.pathname}`, `a ${what} there`);
}

/**
 * @param {string} path
 * @param {string} found
 * @param {string} expected
 */
const refused = (path, found, expected) => new DynabootError(refusal({ path, found }, expected));
