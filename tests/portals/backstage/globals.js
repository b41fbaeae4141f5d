// What the portal's packages take for granted, as their own bundler gives it to them.

export { Buffer } from "buffer/";
export { default as process } from "process/browser.js";
