// What ESLint looks for in JavaScript: mistakes, not layout, which is Prettier's.

import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import globals from "globals";

/** Names that JavaScript itself has everywhere, and those of Node.js and of browsers. */
const { es2025, node, browser, serviceworker } = globals;

/** Tests pass functions to a page, which run there. */
const BROWSER_TESTS = ["tests/{browser,element,hosts}/**", "tests/packaging/{browser,readme}.test.mjs", "tests/bench/{element,page}.mjs"];

export default [
  { ignores: ["**/node_modules/", "target/", "dist/", "wasm-pkg/dist/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.js", "**/*.mjs"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver()] },
    rules: {
      ...js.configs.recommended.rules,
      "array-callback-return": "error",
      // A body on a line of its own has braces.
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "import-x/no-cycle": "error",
      "import-x/no-self-import": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  // The package runs in browsers and in Workers too: beyond JavaScript it may only use what all of them have.
  {
    files: ["wasm-pkg/npm/*.js", "wasm-pkg/npm/input/*.js"],
    languageOptions: { globals: { ...es2025, ...globals["shared-node-browser"] } },
  },
  // The element has a page around it.
  { files: ["wasm-pkg/npm/element/*.js"], languageOptions: { globals: { ...es2025, ...browser } } },
  { files: ["wasm-pkg/npm/cli/*.js", "xtask/**/*.mjs"], languageOptions: { globals: node } },
  { files: ["examples/**", "tests/**"], languageOptions: { globals: node } },
  // What a terminal would obey is what these look for.
  { files: ["tests/**"], rules: { "no-control-regex": "off" } },
  { files: ["examples/hosts/**"], languageOptions: { globals: browser } },
  { files: BROWSER_TESTS, languageOptions: { globals: browser } },
  { files: ["examples/edge/*.mjs", "tests/packaging/workerd.mjs"], languageOptions: { globals: serviceworker } },
  { files: ["examples/backstage/packages/backstage-plugin-scaffolder-dynaboot/**"], languageOptions: { globals: browser } },
  { files: ["tests/portals/backstage.test.mjs", "tests/portals/backstage/app.js"], languageOptions: { globals: browser } },
  { files: ["web/start.js"], languageOptions: { globals: browser } },
  { files: ["web/service-worker.js"], languageOptions: { globals: serviceworker } },
];
