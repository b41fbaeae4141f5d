// The engines, each started as its own documentation says is fastest. `ask` gives the ids of the rules that fire.

import { CHOICES, FACTS, RULES } from "./pack.mjs";

/** @type {Record<string, { inputs: object[], start: () => Promise<(input: object) => string[] | Promise<string[]>> }>} */
export const ENGINES = {
  dynaboot: {
    inputs: CHOICES,
    async start() {
      const { load } = await import("../../wasm-pkg/dist/node.js");
      const dynaboot = await load();
      const ids = new Set(RULES.map(({ id }) => id));
      return (choices) => dynaboot.check(choices).findings.flatMap(({ rule }) => (ids.has(rule) ? [rule] : []));
    },
  },
  "hand-written": {
    inputs: FACTS,
    async start() {
      return (facts) => {
        const linux = facts.family === "linux";
        const http = facts.scheme === "http";
        const found = [];
        if (linux && http) found.push("http-store");
        if (http && !facts.checksum) found.push("http-bundle-has-a-checksum");
        if (facts.cloud === "openstack" && linux && !facts.netTools) found.push("openstack-linux-needs-net-tools");
        if (facts.cloud === "softlayer" && http) found.push("softlayer-fetches-over-https");
        if (facts.scheme === "https" && !facts.certificatesInstalled && !facts.certificate) {
          found.push("https-store-has-trusted-certificates");
        }
        if (facts.cloud === "alibaba" && !facts.imageAfterJuly2016) found.push("alibaba-image-is-after-july-2016");
        if (linux && facts.downloader === "none") found.push("image-can-download");
        if (!facts.listed && !facts.supportConfirmed) found.push("unlisted-cell-is-confirmed");
        return found;
      };
    },
  },
  ajv: {
    inputs: FACTS,
    async start() {
      const { default: Ajv } = await import("ajv");
      const schema = ({ id, when }) => ({
        $id: id,
        not: {
          type: "object",
          required: when.map(([fact]) => fact),
          properties: Object.fromEntries(when.map(([fact, value]) => [fact, { const: value }])),
        },
      });
      const ajv = new Ajv();
      const rules = RULES.map((rule) => ({ id: rule.id, holds: ajv.compile(schema(rule)) }));
      return (facts) => rules.flatMap(({ id, holds }) => (holds(facts) ? [] : [id]));
    },
  },
  "cel-js": {
    inputs: FACTS,
    async start() {
      const { parse } = await import("@marcbachmann/cel-js");
      const rules = RULES.map(({ id, when }) => ({
        id,
        fires: parse(when.map(([fact, value]) => `${fact} == ${JSON.stringify(value)}`).join(" && ")),
      }));
      return (facts) => rules.flatMap(({ id, fires }) => (fires(facts) ? [id] : []));
    },
  },
  "json-logic-js": {
    inputs: FACTS,
    async start() {
      const { default: logic } = await import("json-logic-js");
      const rules = RULES.map(({ id, when }) => ({ id, rule: { and: when.map(([fact, value]) => ({ "===": [{ var: fact }, value] })) } }));
      return (facts) => rules.flatMap(({ id, rule }) => (logic.apply(rule, facts) ? [id] : []));
    },
  },
  "json-rules-engine": {
    inputs: FACTS,
    async start() {
      const { Engine } = await import("json-rules-engine");
      const engine = new Engine(
        RULES.map(({ id, when }) => ({
          conditions: { all: when.map(([fact, value]) => ({ fact, operator: "equal", value })) },
          event: { type: id },
        })),
      );
      return async (facts) => (await engine.run(facts)).events.map(({ type }) => type);
    },
  },
  "cedar-wasm": {
    inputs: FACTS,
    async start() {
      const { default: cedar } = await import("@cedar-policy/cedar-wasm/nodejs");
      const staticPolicies = Object.fromEntries(
        RULES.map(({ id, when }) => [
          id,
          `forbid(principal, action, resource) when { ${when.map(([fact, value]) => `context.${fact} == ${JSON.stringify(value)}`).join(" && ")} };`,
        ]),
      );
      const parsed = cedar.preparsePolicySet("pack", { staticPolicies });
      if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
      const one = (type) => ({ type, id: "one" });
      return (context) => {
        const answer = cedar.statefulIsAuthorized({
          principal: one("User"),
          action: one("Action"),
          resource: one("Vm"),
          context,
          preparsedPolicySetId: "pack",
          entities: [],
        });
        if (answer.type !== "success") throw new Error(JSON.stringify(answer));
        return answer.response.diagnostics.reason;
      };
    },
  },
};
