// What the command says of itself.

export const HELP = `\
dynaboot: will this image get its management agent at first boot on that cloud?

  dynaboot check FILE…    says yes, no or what is missing, with reason and remedy
  dynaboot render FILE    gives the text for the cloud's own user-data field

FILE says what you have, in YAML or JSON; - is standard input. Write one:

  cat > vm.yaml <<'END'
  cloud: aws
  system: centos-7
  agent: { onImage: absent }
  END
  dynaboot check vm.yaml

It asks for the rest. Nothing is sent anywhere.

  dynaboot check --help     its options and exit codes
  dynaboot render --help
  dynaboot --version
`;

export const CHECK_HELP = `\
dynaboot check FILE…

Says of each file whether its VM will get the agent, why, and what to do.

  --today DATE      the day that the answer is for, like 2026-11-22; beats the
                    file's own, without either it is today in UTC
  --format FORMAT   human (as it is), or json: one file gives an object, several
                    give a list of { file, assessment }
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

  --out DIR       writes the files there instead, for your eyes only (mode 600):
                  they may hold passwords
  --today DATE    the day that the answer is for, like 2026-11-22
  -h, --help

Exit codes are those of dynaboot check.

  dynaboot render vm.yaml > user-data.sh
  dynaboot render vm.yaml --out build/
`;
