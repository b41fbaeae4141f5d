// What the command says of itself.

export const HELP = `\
dynaboot: will this image get its management agent at first boot on that cloud?

  dynaboot check FILE…        says yes, no or what is missing, with reason and
                              remedy
  dynaboot render FILE        gives the text for the cloud's own user-data field
  dynaboot alternatives FILE  finds the nearest choices that are not blocked
  dynaboot explain RULE       shows a rule's page: why, what to do, who says so
  dynaboot matrix             draws the support table of an agent
  dynaboot calendar           says on which days something changes in it
  dynaboot probe --system S   gives a script that looks at an image for you
  dynaboot audit FILE         a line of choices in, a line of verdict out
  dynaboot policy check FILE  says whether a policy of yours is right
  dynaboot completion SHELL   gives what bash, zsh or fish needs to complete

FILE says what you have, in YAML or JSON; - is standard input. Write one:

  cat > vm.yaml <<'END'
  cloud: aws
  system: centos-7
  agent: { onImage: absent }
  END
  dynaboot check vm.yaml

It asks for the rest. Nothing is sent anywhere.

  dynaboot check --help     its options and exit codes; so has every command
  dynaboot --version
`;

export const CHECK_HELP = `\
dynaboot check FILE…

Says of each file whether its VM will get the agent, why, and what to do.

  --today DATE      the day that the answer is for, like 2026-11-22; beats the
                    file's own, without either it is today in UTC
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  --format FORMAT   human (as it is)
                    json: one file gives an object, several give a list of
                    { file, assessment }
                    sarif: for code scanning, each finding at its line
                    junit: for test reports, a test case a file
  -h, --help

Exit code, the worst of all files:
  0   ready, with or without warnings
  2   incomplete: it depends on the questions
  1   blocked: it will not work
  64  the call or a file is wrong

In a pipeline:
  dynaboot check --format json vms/*.yaml > answers.json
  jq '{cloud, system}' order.json | dynaboot check -
`;

export const RENDER_HELP = `\
dynaboot render FILE

Gives the text for the cloud's own field, once dynaboot check says ready; until
then it says what check says, on standard error, and nothing else.

  --out DIR         writes the files there instead, for your eyes only (mode
                    600): they may hold passwords
  --force           write over files of these names that dynaboot has not made
  --today DATE      the day that the answer is for, like 2026-11-22
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  -h, --help

Exit codes are those of dynaboot check.

  dynaboot render vm.yaml > user-data.sh
  dynaboot render vm.yaml --out build/
`;

export const ALTERNATIVES_HELP = `\
dynaboot alternatives FILE

Finds the nearest choices that are not blocked: fewest changes first, then the
best verdict; twelve at most. Only what you choose is changed, never what you
say about the image.

  --today DATE      the day that the answer is for, like 2026-11-22; beats the
                    file's own, without either it is today in UTC
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  --format FORMAT   human (as it is), or json: a list of
                    { title, edits: [{ at, to }], verdict }
  -h, --help

Exit code:
  0   there are some, or nothing is blocked
  1   blocked, and there are none
  64  the call or the file is wrong

  dynaboot alternatives vm.yaml
`;

export const EXPLAIN_HELP = `\
dynaboot explain RULE

Shows a rule's page: why it is, what to do, what says so, and examples. RULE is
its id, as dynaboot check gives it.

  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  --format FORMAT   human (as it is), json or markdown
  -h, --help

Exit code:
  0   here it is
  64  the call is wrong, or there is no such rule

  dynaboot explain openstack-linux-needs-net-tools
`;

export const MATRIX_HELP = `\
dynaboot matrix

Draws the support table of an agent: systems down, clouds across.

  --agent AGENT     the agent, like generic; left out, the policy's default
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  --format FORMAT   human (as it is), json, markdown, or csv: a line a cell
  -h, --help

Exit code:
  0   here it is
  64  the call is wrong, or there is no such agent

  dynaboot matrix --format markdown >> SUPPORT.md
`;

export const CALENDAR_HELP = `\
dynaboot calendar

Says on which days something changes in the support table of an agent: for
which systems, which finding appears or goes, on which clouds.

  --agent AGENT     the agent, like generic; left out, the policy's default
  --from DATE       the day after which, like 2026-11-22; left out, today in UTC
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  --format FORMAT   human (as it is), json, or csv: a line a change
  -h, --help

Exit code:
  0   here it is
  64  the call is wrong, or there is no such agent

  dynaboot calendar --format csv > changes.csv
`;

export const AUDIT_HELP = `\
dynaboot audit FILE

Answers many: each line of FILE is an object of choices in JSON, each line of
the output is { line, verdict, route, findings, questions, digest }, in the same
order. A line that is wrong gives { line, error }, and the rest goes on. FILE
may be of any length; all cores work.

  --today DATE      the day that the answers are for, like 2026-11-22
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  -h, --help

Exit codes are those of dynaboot check, the worst of all lines.

  dynaboot audit fleet.ndjson > verdicts.ndjson
  export-vms | dynaboot audit - | jq 'select(.verdict == "blocked")'
`;

export const POLICY_HELP = `\
dynaboot policy check FILE
dynaboot policy diff A B

Says whether a policy of your organisation holds, with every mistake and its
place, or what differs between two. FILE is JSON, YAML or TOML; A and B are
files, or builtin.

  --format FORMAT   human (as it is), or json
  --policy-key KEY  for check: the key that signs it, or a file with that key;
                    the signature is FILE.minisig
  -h, --help

Exit code:
  0   it holds; here is what differs
  64  the call or a policy is wrong

A policy is laid over the built-in one:

  cat > acme.yaml <<'END'
  name: acme
  version: "1"
  change:
    http-store: { severity: error }
    end-of-life: { off: "we pay for longer support" }
  END
  dynaboot policy check acme.yaml
  dynaboot check --policy acme.yaml vm.yaml
`;

export const COMPLETION_HELP = `\
dynaboot completion SHELL

Gives what your shell needs to complete commands, options and formats. SHELL is
bash, zsh or fish.

  -h, --help

  source <(dynaboot completion bash)
  dynaboot completion zsh > "\${fpath[1]}/_dynaboot"
  dynaboot completion fish > ~/.config/fish/completions/dynaboot.fish
`;

export const PROBE_HELP = `\
dynaboot probe --system S

Gives a script that looks at an image and says in one line what dynaboot asks
about it. Run it on a VM of the image; it changes nothing there.

  --system S        the system of the image, like centos-7
  --agent A         the agent to look for; default: the policy's
  --policy FILE     your organisation's policy, in JSON, YAML or TOML
  --policy-key KEY  the key that signs it, or a file with that key; the
                    signature is FILE.minisig
  -h, --help

Exit code:
  0   here it is
  64  the call is wrong, or there is no such system or agent

  dynaboot probe --system centos-7 > dynaboot-probe.sh
`;
