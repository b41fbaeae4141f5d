// The planner for React 18 and 19: properties as properties, events as callbacks.

import { createElement, forwardRef, useImperativeHandle, useLayoutEffect, useRef } from "react";

import { define } from "./element/define.js";

define();

const PROPERTIES = ["choices", "fixedFields", "hiddenFields", "policy", "policyBytes", "signature", "publicKey"];
const EVENTS = { onChange: "dynaboot-change", onReady: "dynaboot-ready", onError: "dynaboot-error" };

/** @type {typeof import("./react.js").DynabootPlanner} */
export const DynabootPlanner = forwardRef(function DynabootPlanner(props, ref) {
  /** @type {import("react").RefObject<any>} */
  const element = useRef(null);
  const latest = useRef(props);
  useImperativeHandle(ref, () => element.current, []);
  useLayoutEffect(() => {
    latest.current = props;
  });
  for (const name of PROPERTIES) {
    // A list or an object that is written in place is another one at each rendering, and says the same.
    const value = /** @type {Record<string, unknown>} */ (props)[name];
    useLayoutEffect(() => {
      if (value !== undefined || element.current[name] !== undefined) element.current[name] = value;
    }, [sameText(value)]);
  }
  useLayoutEffect(() => {
    const planner = element.current;
    const listening = new AbortController();
    for (const [prop, event] of Object.entries(EVENTS)) {
      const tell = (/** @type {CustomEvent} */ { detail }) => /** @type {any} */ (latest.current)[prop]?.(detail);
      planner.addEventListener(event, tell, { signal: listening.signal });
    }
    return () => listening.abort();
  }, []);
  const rest = Object.fromEntries(
    Object.entries(props).filter(([name]) => !PROPERTIES.includes(name) && !(name in EVENTS) && name !== "className"),
  );
  return createElement("dynaboot-planner", { ...rest, class: props.className, ref: element });
});

/**
 * Texts by their content, so that equal ones are the same; what is no JSON is itself.
 * @param {unknown} value
 */
function sameText(value) {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  try {
    return JSON.stringify(value);
  } catch {
    return value;
  }
}
