// Lighthouse on the page, in a Chromium of its own.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless=new", "--no-sandbox"];
const DESKTOP = {
  formFactor: "desktop",
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1 },
  throttling: { rttMs: 40, throughputKbps: 10_240, cpuSlowdownMultiplier: 1 },
};

/** Lighthouse's report on a first visit, as on a `mobile` or `desktop` device. It now and then finds no beginning in its own trace. */
export async function report(address, device, onlyCategories) {
  const TRIES = 3;
  for (let left = TRIES; ; left -= 1) {
    const found = await visit(address, device, onlyCategories);
    if (found.runtimeError?.code !== "NO_NAVSTART" || left === 1) return found;
  }
}

async function visit(address, device, onlyCategories) {
  const chromePath = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";
  const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "silent" });
  try {
    const options = { port: chrome.port, logLevel: "silent", onlyCategories };
    const settings = device === "desktop" ? DESKTOP : {};
    const { lhr } = await lighthouse(address, options, { extends: "lighthouse:default", settings });
    return lhr;
  } finally {
    chrome.kill();
  }
}

/** What keeps a report from being perfect. */
export const lacking = ({ audits, categories }) =>
  Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
