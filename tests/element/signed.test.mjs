// The planner by a signed policy: at a URL, or as bytes; and what is refused at `signature`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeKey } from "../minisign.mjs";
import { READY, answered, refused, start, tag } from "./host.mjs";

const POLICY = JSON.stringify({ name: "acme", version: "3", change: { "end-of-life": { severity: "error" } } });
const key = makeKey();

let host;
before(async () => {
  host = await start({
    "/policy.json": POLICY,
    "/policy.json.minisig": key.sign(Buffer.from(POLICY)),
    "/old.json": POLICY,
    "/old.json.minisig": key.sign(Buffer.from(POLICY), { old: true }),
    "/changed.json": POLICY.replace('"3"', '"4"'),
    "/changed.json.minisig": key.sign(Buffer.from(POLICY)),
    "/unsigned.json": POLICY,
    "/wrong.json": "{",
    "/wrong.json.minisig": key.sign(Buffer.from("{")),
  });
});
after(() => host.stop());

/** The name of the policy that a planner answers by. */
const policyName = (page) => page.locator("dynaboot-planner").evaluate((planner) => planner.assess().then(({ policy }) => policy.name));

test("a policy at a URL is verified by the signature beside it", async () => {
  for (const name of ["policy.json", "old.json"]) {
    const { page, problems } = await host.open(tag(READY, `policy="/${name}" public-key="${key.line}"`));
    await answered(page);
    assert.equal(await policyName(page), "acme");
    assert.deepEqual(problems, []);
    await page.close();
  }
  assert.ok(host.asked.includes("/policy.json.minisig"));
});

test("one that is not signed, or by another key, or for other bytes, answers nothing", async () => {
  for (const [name, publicKey, path, told] of [
    ["policy.json", makeKey().line, "signature", /another key/],
    ["policy.json", makeKey(key.id).line, "signature", /does not hold/],
    ["policy.json", "RW", "signature", /public key that cannot be read/],
    ["changed.json", key.line, "signature", /does not hold/],
    ["unsigned.json", key.line, "signature", /404 at \/unsigned\.json\.minisig/],
    ["wrong.json", key.line, "policy", /no JSON/],
  ]) {
    const { page } = await host.open(tag(READY, `policy="/${name}" public-key="${publicKey}"`));
    const error = await refused(page);
    assert.equal(error.path, path);
    assert.match(error.message, told);
    assert.equal(await page.evaluate(() => globalThis.events.filter(({ name }) => name === "change").length), 0);
    await page.close();
  }
});

test("bytes, signature and key are properties, and half of them is none", async () => {
  const { page } = await host.open(tag(READY));
  await answered(page);
  const give = (given) =>
    page.locator("dynaboot-planner").evaluate((planner, { policyBytes, ...given }) => {
      const bytes = policyBytes === undefined ? undefined : new TextEncoder().encode(policyBytes);
      Object.assign(planner, { policy: undefined, signature: undefined, publicKey: undefined, policyBytes: bytes, ...given });
      return planner.assess().then(
        ({ policy }) => policy.name,
        ({ name, path }) => `${name} at ${path}`,
      );
    }, given);
  const signed = { policyBytes: POLICY, signature: key.sign(Buffer.from(POLICY)), publicKey: key.file };
  assert.equal(await give(signed), "acme");
  assert.equal(await give({ policyBytes: POLICY }), "acme");
  assert.equal(await give({}), "builtin");
  for (const given of [
    { ...signed, policyBytes: POLICY.replace('"3"', '"4"') },
    { ...signed, signature: undefined },
    { ...signed, publicKey: undefined },
    { ...signed, policyBytes: undefined },
    { ...signed, policyBytes: undefined, policy: JSON.parse(POLICY) },
    { policyBytes: undefined, policy: "/policy.json", signature: signed.signature, publicKey: signed.publicKey },
  ]) {
    assert.equal(await give(given), "DynabootError at signature", JSON.stringify(given));
  }
  assert.equal(await give({ ...signed, policy: JSON.parse(POLICY) }), "DynabootError at policyBytes");
  assert.equal(await give(signed), "acme");
  await page.close();
});
