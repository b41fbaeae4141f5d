// The planner as a field of the scaffolder's form. Its value is the choices without secrets: Backstage stores what a form holds.

import { configApiRef, useApi } from "@backstage/frontend-plugin-api";
import { createElement, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

import { configure } from "./options.js";
import { remember, textOf } from "./verdicts.js";

/** @param {import("@backstage/plugin-scaffolder-react").FieldExtensionComponentProps<object, object>} props */
export function Planner({ formData, onChange, schema, uiSchema, idSchema, disabled, readonly }) {
  const place = useRef(null);
  const [problem, setProblem] = useState("");
  const options = useOptions(uiSchema);
  // The form drops a default whose fields its schema does not list.
  const start = formData && Object.keys(formData).length > 0 ? formData : (schema?.default ?? {});
  useChoices(place, formData, start, onChange);
  useLayoutEffect(() => configure(place.current, options), [textOf(options)]);
  useEffect(() => {
    // It brings its module along, so it is fetched once a form asks for it.
    import("dynaboot/element").catch((cause) => setProblem(`the planner cannot be loaded: ${cause.message}`));
  }, []);
  useLayoutEffect(() => {
    place.current.inert = Boolean(disabled || readonly);
  }, [disabled, readonly]);
  return createElement(
    "div",
    { role: "group", "aria-label": schema?.title ?? "VM" },
    createElement("dynaboot-planner", { ref: place, id: idSchema?.$id }),
    problem && createElement("p", { role: "alert" }, problem),
  );
}

/** What the template says, and what it leaves to the portal. */
function useOptions(uiSchema) {
  const config = useApi(configApiRef);
  const theme = useSyncExternalStore(watchTheme, themeOfPortal);
  const given = uiSchema?.["ui:options"] ?? {};
  const policy = config.getOptional("dynaboot.policy");
  return { theme, policy: typeof policy === "object" ? policy : undefined, ...given };
}

/** Backstage says which theme it shows on the body. */
const MODE = "data-theme-mode";

function themeOfPortal() {
  return document.body.getAttribute(MODE) ?? "auto";
}

function watchTheme(changed) {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: [MODE] });
  return () => observer.disconnect();
}

/** Carries choices from the form to the planner, and what the planner makes of them back. */
function useChoices(place, formData, start, onChange) {
  const form = useRef(onChange);
  /** What the planner gave and the form did not show yet. Given back, it would undo what was typed since. */
  const given = useRef([]);
  useLayoutEffect(() => {
    form.current = onChange;
  });
  useLayoutEffect(() => {
    const planner = place.current;
    const changed = ({ detail: { choices, verdict } }) => {
      remember(choices, verdict);
      const text = textOf(choices);
      if (given.current.at(-1) !== text) given.current.push(text);
      form.current(choices);
    };
    planner.addEventListener("dynaboot-change", changed);
    return () => planner.removeEventListener("dynaboot-change", changed);
  }, []);
  const text = textOf(formData ?? {});
  useLayoutEffect(() => {
    const at = given.current.indexOf(text);
    if (at < 0) place.current.choices = start;
    else given.current.splice(0, at);
  }, [text]);
}
