// The tests of those who embed it run in jsdom, which has not all of a browser: there it must stand, answer and go.

import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { READY } from "./host.mjs";

const PACKAGE = new URL("../../wasm-pkg/dist/", import.meta.url);

test("in jsdom it answers as in a browser", { timeout: 60_000 }, async () => {
  const { window } = new JSDOM(`<!doctype html><body><form></form></body>`, { url: "https://host.example.com/", pretendToBeVisual: true });
  // What Jest and Vitest do: the window's names become those of the process.
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!before.has(name) || name === "Event" || name === "CustomEvent" || name === "EventTarget" || name === "AbortController") {
      Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }
  }
  globalThis.window = window;
  await import(new URL("element.js", PACKAGE));
  const planner = document.createElement("dynaboot-planner");
  planner.choices = READY;
  const changes = [];
  planner.addEventListener("dynaboot-change", ({ detail }) => changes.push(detail));
  document.querySelector("form").append(planner);
  const { verdict } = await planner.assess();
  assert.equal(verdict, "readyWithWarnings");
  await new Promise((frame) => setTimeout(frame, 100));
  assert.equal(changes.length, 1);
  assert.equal(changes[0].verdict, "readyWithWarnings");
  assert.ok(planner.shadowRoot.querySelector("#at-cloud"));
  planner.remove();
  await new Promise((turn) => setTimeout(turn, 50));
  assert.equal(planner.shadowRoot.querySelector("#at-cloud"), null);
  window.close();
});
