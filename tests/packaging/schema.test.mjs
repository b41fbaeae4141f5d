// The JSON Schemas that editors complete policies and choices by: they take what is right and refuse what is broken.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

import { makeProject, READY, ROOT } from "./project.mjs";

const project = makeProject();
const { load } = await project.entry();
const builtin = await load();
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
const schema = (name) =>
  JSON.parse(project.node("--print", `require("fs").readFileSync(require.resolve("dynaboot/${name}.schema.json"), "utf8")`));
const isPolicy = ajv.compile(schema("policy"));
const isChoices = ajv.compile(schema("choices"));

const yaml = (...path) => parse(readFileSync(join(ROOT, ...path), "utf8"));
const taken = (validate, value) => assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));

const SOURCE = { acme: { title: "Acme's list of images", url: "https://acme.example.com/images", checkedOn: "2026-11-22" } };
const RULE = {
  id: "acme-images-only",
  title: "Only Acme's images",
  severity: "error",
  when: { cloud: ["aws", "azure"], "system.endOfLife": { below: "2030-01-01" } },
  require: { anyOf: [{ "image.publisher": ["Acme*"] }, { "image.source": ["custom"] }] },
  message: "this image is not from Acme",
  why: "Acme checks its images.",
  todo: "Take one of Acme's.",
  source: { from: "acme" },
};
const HEAD = { name: "acme", version: "1" };

/** Policies that are right: the reader takes each, and so must the schema. */
const RIGHT = {
  "the least": HEAD,
  "with its schema": { ...HEAD, $schema: "./node_modules/dynaboot/policy.schema.json" },
  "changed rules": { ...HEAD, change: { "http-store": { severity: "error" }, "end-of-life": { off: "we pay for longer support" } } },
  "a cloud that is altered in a part": { ...HEAD, clouds: { aws: { label: "Our AWS" }, hetzner: null } },
  "a cloud's field that is altered in a part": { ...HEAD, clouds: { aws: { fields: { "user-data": { limit: 8192 } } } } },
  "a new cloud with a field and a delivery": {
    ...HEAD,
    sources: SOURCE,
    clouds: {
      acme: {
        label: "Acme",
        aliases: ["acme-cloud"],
        publicNetwork: true,
        fields: { "user-data": { name: "user_data", kind: "userData", limit: 16384, countedAs: "asIs", source: { from: "acme" } } },
        deliveries: [
          {
            families: ["linux"],
            field: "user-data",
            fileName: "user-data.sh",
            runner: "cloud-init",
            runs: "once",
            source: { from: "acme" },
          },
        ],
      },
    },
  },
  "a system that is altered": { ...HEAD, systems: { "centos-7": { endOfLife: "2030-06-30", stockPython: null } } },
  "an agent that is altered deep inside": { ...HEAD, agents: { cloudcenter: { linux: { service: "acme-agent" } } } },
  "a rule that is altered": { ...HEAD, rules: [{ id: "http-store", todo: "Ask the network team." }] },
  "a new rule": { ...HEAD, sources: SOURCE, rules: [RULE] },
  "a new system": {
    ...HEAD,
    sources: SOURCE,
    systems: { "acme-linux": { label: "Acme Linux", family: "linux", source: { from: "acme" } } },
  },
};

/** Policies that are broken, each with where the schema must see it. */
const BROKEN = {
  "no name": [{ version: "1" }, ""],
  "a number for a version": [{ name: "acme", version: 1 }, "/version"],
  "an unknown field": [{ ...HEAD, chnage: {} }, ""],
  "an unknown rule": [{ ...HEAD, change: { "http-stroe": { severity: "error" } } }, "/change"],
  "an unknown severity": [{ ...HEAD, change: { "http-store": { severity: "fatal" } } }, "/change/http-store"],
  "a change of nothing": [{ ...HEAD, change: { "http-store": {} } }, "/change/http-store"],
  "an unknown base": [{ ...HEAD, base: "buildin" }, "/base"],
  "a misspelt field of a cloud": [{ ...HEAD, clouds: { aws: { lable: "Our AWS" } } }, "/clouds/aws"],
  "a limit in a delivery": [{ ...HEAD, clouds: { acme: { label: "Acme", deliveries: [{ limit: 1 }] } } }, "/clouds/acme/deliveries/0"],
  "a new cloud without a name": [{ ...HEAD, clouds: { acme: {} } }, "/clouds/acme"],
  "a day that is none": [{ ...HEAD, systems: { "centos-7": { endOfLife: "30.06.2030" } } }, "/systems/centos-7"],
  "a new rule without a reason": [{ ...HEAD, sources: SOURCE, rules: [{ ...RULE, why: undefined }] }, "/rules/0"],
  "a fact that there is not": [{ ...HEAD, sources: SOURCE, rules: [{ ...RULE, when: { clod: ["aws"] } }] }, "/rules/0"],
  "a text where a list is": [{ ...HEAD, sources: SOURCE, rules: [{ ...RULE, when: { cloud: "aws" } }] }, "/rules/0"],
  "a fact that is compared to nothing": [{ ...HEAD, sources: SOURCE, rules: [{ ...RULE, when: { cloud: null } }] }, "/rules/0"],
  "a version that is none": [{ ...HEAD, sources: SOURCE, rules: [{ ...RULE, require: { python: { atLeast: "2.7rc1" } } }] }, "/rules/0"],
};

for (const [name, policy] of Object.entries(RIGHT)) {
  test(`a policy is taken: ${name}`, async () => {
    assert.ok(await load({ policy }), "the reader takes it");
    taken(isPolicy, policy);
  });
}

for (const [name, [broken, place]] of Object.entries(BROKEN)) {
  test(`a policy is refused: ${name}`, async () => {
    const policy = JSON.parse(JSON.stringify(broken));
    await assert.rejects(load({ policy }), { name: "PolicyError" }, "the reader refuses it");
    assert.ok(!isPolicy(policy));
    const places = isPolicy.errors.map(({ instancePath }) => instancePath);
    assert.ok(
      places.some((at) => at.startsWith(place)),
      places.join(),
    );
  });
}

test("the policies and the choices of the examples are what the schemas say", () => {
  taken(isPolicy, yaml("examples", "github-actions", "policy.yaml"));
  taken(isChoices, yaml("examples", "vm.yaml"));
  const folder = join(ROOT, "examples", "github-actions", "vms");
  for (const name of readdirSync(folder)) taken(isChoices, yaml("examples", "github-actions", "vms", name));
});

test("the choices of every rule's examples are choices", () => {
  taken(isChoices, READY);
  taken(isChoices, {});
  const rules = new Set();
  const policy = JSON.parse(readFileSync(join(ROOT, "core", "policy.json"), "utf8"));
  for (const { id } of policy.rules) for (const { choices } of builtin.explain(id).examples) (taken(isChoices, choices), rules.add(id));
  assert.ok(rules.size > 50);
});

test("choices are refused where the reader refuses them", () => {
  for (const choices of [
    { clod: "aws" },
    { cloud: 1 },
    { image: "ami-1" },
    { answers: { netTools: "yes" } },
    { route: "prebuilt" },
    { today: "22.11.2026" },
    { answers: { python: "three" } },
    { software: { packages: "git" } },
    { agent: { settings: { brokerPort: [5671] } } },
    [],
  ]) {
    assert.throws(() => builtin.check(choices), { name: "DynabootError" });
    assert.ok(!isChoices(choices), JSON.stringify(choices));
  }
  for (const choices of [
    { cloud: "gcp", system: "centos7" },
    { cloud: null, image: null, software: { packages: null }, agent: { settings: { brokerHost: null } } },
  ]) {
    builtin.check(choices);
    taken(isChoices, choices);
  }
});

test("every field has a sentence for who is asked to fill it in", () => {
  for (const name of ["policy", "choices"]) {
    const { properties, $defs } = schema(name);
    for (const [type, { properties: fields }] of Object.entries({ whole: { properties }, ...$defs })) {
      for (const [field, { description }] of Object.entries(fields ?? {})) assert.ok(description?.length > 5, `${name}: ${type}.${field}`);
    }
  }
});
