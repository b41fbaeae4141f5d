// Anything after anything: whatever is chosen, and in whatever order, the page goes on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const ACTIONS = 400;

/** The same numbers for the same seed, from 0 to below 1. */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Chooses, ticks, presses and goes back at random, and says what it did. */
async function walk(page, next, actions) {
  const done = [];
  for (let action = 0; action < actions; action += 1) {
    done.push(
      await page.evaluate(
        (dice) => {
          const one = (list) => list[Math.floor(dice[1] * list.length)];
          const press = (names) => {
            const button = one(
              [...document.querySelectorAll(".Bar button, .Tell button, .Give button")].filter(({ textContent }) =>
                names.test(textContent),
              ),
            );
            button?.click();
            return button?.textContent;
          };
          if (dice[0] < 0.1) return press(/^(Undo|Redo)$/);
          if (dice[0] < 0.12) return press(/^Start over$/);
          if (dice[0] < 0.2) return press(/→/);
          if (dice[0] < 0.3) {
            const radio = one([...document.querySelectorAll("main input[type=radio]")]);
            radio?.click();
            return radio?.id;
          }
          const select = one([...document.querySelectorAll("main select")]);
          select.selectedIndex = Math.floor(dice[2] * select.options.length);
          select.dispatchEvent(new Event("change", { bubbles: true }));
          return `${select.id}=${select.value}`;
        },
        [next(), next(), next()],
      ),
    );
  }
  return done;
}

test("the agent comes and goes before anything else is chosen", async () => {
  const { page, complaints } = await open(host);
  const onImage = page.getByLabel("Agent on the image", { exact: true });
  for (const [answer, told] of [
    ["present", /^Ready/],
    ["absent", /^Incomplete/],
    ["present", /^Ready/],
    ["", /^Incomplete/],
  ]) {
    await onImage.selectOption(answer);
    assert.match(await verdict(page).innerText(), told, answer);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const seed of [1, 2, 3]) {
  test(`a walk of ${ACTIONS} actions, seed ${seed}`, async () => {
    const { page, complaints } = await open(host);
    const next = chance(seed);
    const done = [];
    for (let part = 0; part < 20; part += 1) {
      done.push(...(await walk(page, next, ACTIONS / 20)));
      assert.deepEqual(complaints, [], done.slice(-25).join("\n"));
    }
    // It still answers.
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await page.getByLabel("Agent on the image", { exact: true }).selectOption("present");
    assert.match(await verdict(page).innerText(), /^(Ready|Blocked)/);
    await page.close();
  });
}
