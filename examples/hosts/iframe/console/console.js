// A console that runs no WebAssembly: it talks to a planner in a frame of another origin.

const PLANNER = document.querySelector("meta[name=planner]").content;
const frame = document.querySelector("iframe");
const order = document.querySelector("#order");
const show = (id, text) => (document.getElementById(id).textContent = text);

/** To nobody but the planner, wherever the frame has gone meanwhile. */
const tell = (message) => frame.contentWindow.postMessage(message, PLANNER);

const heard = {
  hello: () => tell({ type: "choices", choices: { cloud: "aws", system: "centos-7" }, fixedFields: ["cloud"] }),
  change({ choices, verdict }) {
    show("says", verdict);
    show("state", JSON.stringify(choices, null, 2));
    show("ordered", "");
    order.disabled = !verdict?.startsWith("ready");
  },
  height({ height }) {
    frame.style.height = `${height}px`;
  },
  assessment({ assessment, message }) {
    show("ordered", assessment ? `${assessment.payload.bytes} bytes for ${assessment.payload.field}` : message);
  },
  problem: ({ message }) => show("says", message),
};

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== PLANNER || source !== frame.contentWindow) return;
  if (Object.hasOwn(heard, data?.type)) heard[data.type](data);
});

// Only now is the payload needed, and whatever secrets are in it.
order.addEventListener("click", () => tell({ type: "assess", id: crypto.randomUUID?.() }));
