// An organisation's policy, wherever the page has it: as an object, as bytes, or at a URL of its own.

import { DynabootError, PolicyError } from "../errors.js";
import { EXPECTED, POLICY, read, refusal } from "../plain.js";

/**
 * The policy as JSON text; empty for the built-in one alone.
 *
 * @param {{ policy?: unknown, policyBytes?: unknown, signature?: unknown, publicKey?: unknown }} given
 * @returns {Promise<string>}
 * @throws {DynabootError} A policy that cannot be had, or that is no JSON.
 */
export async function policyText({ policy, policyBytes, signature, publicKey }) {
  if (signature !== undefined || publicKey !== undefined) {
    // To go by a policy that nobody has verified would be to say more than is known.
    throw refused("signature", "a signed policy", "none: this version verifies no signatures");
  }
  if (policyBytes !== undefined) return checked(decoded(policyBytes));
  if (policy === undefined) return "";
  if (typeof policy === "string") return checked(await fetched(policy));
  const { text, odd } = read(policy, POLICY);
  if (odd) throw new PolicyError([refusal(odd, EXPECTED)]);
  return text;
}

/** @param {string} address */
async function fetched(address) {
  const expected = "the address of a policy of this page's own origin";
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    throw refused("policy", "text that is no address", expected);
  }
  if (url.origin !== location.origin) throw refused("policy", `an address of ${url.origin}`, expected);
  let found;
  try {
    const response = await fetch(url, { credentials: "same-origin" });
    if (response.ok) return await response.text();
    found = `the answer ${response.status}`;
  } catch {
    found = "no answer";
  }
  throw refused("policy", `${found} at ${url.pathname}`, "a policy there");
}

/** @param {unknown} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(/** @type {Uint8Array} */ (bytes));
  } catch {
    throw refused("policyBytes", "something else", "a Uint8Array of JSON in UTF-8");
  }
}

/** @param {string} text */
function checked(text) {
  if (text.length > POLICY.units) throw refused("policy", "too much text", `at most ${POLICY.units} characters`);
  try {
    JSON.parse(text);
  } catch (cause) {
    throw refused("policy", `text that is no JSON (${/** @type {Error} */ (cause).message})`, "a policy as JSON");
  }
  return text;
}

/**
 * @param {string} path
 * @param {string} found
 * @param {string} expected
 */
const refused = (path, found, expected) => new DynabootError(refusal({ path, found }, expected));
