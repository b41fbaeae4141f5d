// A server that takes the planner's form and believes nothing of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BLOCKED, INCOMPLETE, READY } from "../packaging/project.mjs";
import { fillReady, look, makeHost, open, serve, skip, verdict } from "./host.mjs";

const project = makeHost("express");
const address = await serve(project, "server.mjs");

test("what a browser sends by the form is ordered", { skip }, async () => {
  const { page, complaints } = await open(address);
  await verdict(page).waitFor();
  const send = page.getByRole("button", { name: "Order", exact: true });
  await send.click();
  await page.waitForTimeout(200);
  assert.equal(page.url(), address, "what is incomplete is not sent");
  await fillReady(page);
  await verdict(page).getByText("Ready", { exact: false }).first().waitFor();
  await look(page, "express");
  const [sent] = await Promise.all([page.waitForRequest(`${address}orders`), send.click()]);
  assert.equal(sent.method(), "POST");
  await page.getByText("Ordered: centos-7 on aws.").waitFor();
  assert.deepEqual(complaints, []);
});

test("a plan is judged again", async () => {
  const order = async (plan, type = "application/x-www-form-urlencoded") => {
    const response = await fetch(`${address}orders`, {
      method: "POST",
      headers: { "content-type": type },
      body: new URLSearchParams({ plan }).toString(),
    });
    return [response.status, await response.text()];
  };
  assert.deepEqual(await order(JSON.stringify(READY)), [201, "Ordered: centos-7 on aws."]);
  const [blocked, why] = await order(JSON.stringify(BLOCKED));
  assert.equal(blocked, 422);
  assert.match(why, /^This plan is blocked\.\n.*RHEL 7 on OpenStack/);
  const [incomplete, questions] = await order(JSON.stringify(INCOMPLETE));
  assert.equal(incomplete, 422);
  assert.match(questions, /^This plan is incomplete\.\n./);
  // Who sets the clock back is not believed: long ago this system was supported.
  const [late, reason] = await order(JSON.stringify({ ...READY, today: "not a day" }));
  assert.deepEqual([late, reason], [201, "Ordered: centos-7 on aws."], "the day is the server's");
  for (const forged of ['{"clod":"aws"}', '{"cloud":5}', "[]", "", "{", "null", "5", '"aws"', `{"cloud":"${"x".repeat(900_000)}"}`]) {
    const [status] = await order(forged);
    assert.ok([400, 422].includes(status), `${forged.slice(0, 40)}: ${status}`);
  }
  assert.equal((await order(`{"cloud":"${"x".repeat(2_000_000)}"}`))[0], 413);
  assert.equal((await order("{}", "text/plain"))[0], 400, "no form");
  assert.equal((await fetch(`${address}orders`)).status, 404);
  assert.equal((await order(JSON.stringify(READY)))[0], 201, "the next order works");
});
