// The commands: what each takes and says of itself.

import { alternatives } from "./alternatives.js";
import { audit } from "./audit.js";
import { calendar } from "./calendar.js";
import { check } from "./check.js";
import { completion, SHELLS } from "./completion.js";
import { explain } from "./explain.js";
import * as help from "./help.js";
import { matrix } from "./matrix.js";
import { policy } from "./policy.js";
import { probe } from "./probe.js";
import { render } from "./render.js";

const FILE = { what: "file", needs: "a file, or - for standard input", most: 1 };
const RULE = { what: "rule", needs: "a rule's id, as dynaboot check gives it", most: 1 };
const SHELL = { what: "shell", needs: `a shell: ${SHELLS.join(", ")}`, most: 1, known: SHELLS };
const POLICY = { what: "policy", needs: "`check FILE` or `diff A B`", most: Infinity, known: ["check", "diff"] };

/**
 * @typedef {object} Command
 * @property {(given: any, options: any) => Promise<number>} run
 * @property {string} help
 * @property {import("./options.js").Takes} takes
 *
 * @typedef {Record<string, Command>} Table
 */

/** @type {Table} */
export const COMMANDS = {
  check: {
    run: check,
    help: help.CHECK_HELP,
    takes: {
      options: ["today", "format", "policy", "policy-key"],
      formats: ["human", "json", "sarif", "junit"],
      words: { ...FILE, most: Infinity },
    },
  },
  render: { run: render, help: help.RENDER_HELP, takes: { options: ["today", "out", "force", "policy", "policy-key"], words: FILE } },
  alternatives: {
    run: alternatives,
    help: help.ALTERNATIVES_HELP,
    takes: { options: ["today", "format", "policy", "policy-key"], formats: ["human", "json"], words: FILE },
  },
  explain: {
    run: explain,
    help: help.EXPLAIN_HELP,
    takes: { options: ["format", "policy", "policy-key"], formats: ["human", "json", "markdown"], words: RULE },
  },
  matrix: {
    run: matrix,
    help: help.MATRIX_HELP,
    takes: { options: ["agent", "format", "policy", "policy-key"], formats: ["human", "json", "markdown", "csv"] },
  },
  calendar: {
    run: calendar,
    help: help.CALENDAR_HELP,
    takes: { options: ["agent", "from", "format", "policy", "policy-key"], formats: ["human", "json", "csv"] },
  },
  probe: { run: probe, help: help.PROBE_HELP, takes: { options: ["system", "agent", "policy", "policy-key"] } },
  audit: { run: audit, help: help.AUDIT_HELP, takes: { options: ["today", "policy", "policy-key"], words: FILE } },
  policy: {
    run: policy,
    help: help.POLICY_HELP,
    takes: { options: ["format", "policy-key"], formats: ["human", "json"], words: POLICY },
  },
  completion: {
    run: (shells) => completion(shells, COMMANDS),
    help: help.COMPLETION_HELP,
    takes: { options: [], words: SHELL },
  },
};
