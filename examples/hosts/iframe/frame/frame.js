// What the frame and its console say to each other. Each message has a `type`:
//
// | to the frame | with | |
// |---|---|---|
// | `choices` | `choices`, `fixedFields`, `hiddenFields`, `theme` | what the planner starts with; each may be left out |
// | `assess` | `id` | asks for the whole assessment, typed secrets in its payload |
//
// | to the console | with | |
// |---|---|---|
// | `hello` | | the frame listens |
// | `change` | `choices`, `verdict` | no secrets in them |
// | `height` | `height` | how high the planner is, in pixels |
// | `assessment` | `id`, and `assessment` or `message` | what was asked for |
// | `problem` | `message`, `path` | something was given that cannot be |

/** The only origin that is listened to, and told anything. */
const CONSOLE = document.querySelector("meta[name=console]").content;
const PROPERTIES = ["choices", "fixedFields", "hiddenFields", "theme"];
const planner = document.querySelector("dynaboot-planner");

const tell = (message) => parent.postMessage(message, CONSOLE);

addEventListener("message", async ({ origin, source, data }) => {
  if (origin !== CONSOLE || source !== parent) return;
  if (data?.type === "choices") for (const name of PROPERTIES) if (name in data) planner[name] = data[name];
  if (data?.type === "assess") {
    try {
      tell({ type: "assessment", id: data.id, assessment: await planner.assess() });
    } catch ({ message }) {
      tell({ type: "assessment", id: data.id, message });
    }
  }
});

planner.addEventListener("dynaboot-change", ({ detail: { choices, verdict } }) => tell({ type: "change", choices, verdict }));
planner.addEventListener("dynaboot-error", ({ detail: { message, path } }) => tell({ type: "problem", message, path }));
new ResizeObserver(() => tell({ type: "height", height: Math.ceil(planner.getBoundingClientRect().height) })).observe(planner);
tell({ type: "hello" });
