// What Lighthouse says of a first visit. How fast it is hangs on the machine: `cargo xtask bench` says that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { lacking, report } from "./lighthouse.mjs";
import { serve } from "./page.mjs";

let host;
before(async () => {
  host = await serve();
});
after(() => host.stop());

for (const device of ["mobile", "desktop"]) {
  test(`Lighthouse finds nothing to better for access and best practices, ${device}`, async () => {
    const found = await report(host.address, device, ["accessibility", "best-practices"]);
    assert.deepEqual(lacking(found), []);
    const scores = Object.fromEntries(Object.values(found.categories).map(({ id, score }) => [id, score]));
    assert.deepEqual(scores, { accessibility: 1, "best-practices": 1 });
  });
}
