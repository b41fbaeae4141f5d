// What Cockpit adds to the planner: a place to keep what it gives, readable for the user alone.

const { cockpit } = globalThis;
/** It may hold a secret, so it comes by standard input and is nobody else's. */
const WRITE = `
  umask 077
  directory="\${XDG_DATA_HOME:-$HOME/.local/share}/dynaboot"
  mkdir -p "$directory" && rm -f "$directory/user-data" && cat > "$directory/user-data" && printf %s "$directory/user-data"`;
const planner = document.querySelector("dynaboot-planner");
const save = document.querySelector("#save");
const saved = document.querySelector("#saved");

planner.addEventListener("dynaboot-change", ({ detail }) => {
  save.disabled = !detail.verdict?.startsWith("ready");
  saved.value = "";
});

save.addEventListener("click", async () => {
  try {
    const { payload } = await planner.assess();
    saved.value = `Saved as ${await cockpit.spawn(["sh", "-c", WRITE], { err: "message" }).input(payload.content)}`;
  } catch ({ message }) {
    saved.value = message;
  }
});

/** Cockpit's own choice of colours, which it keeps for all of its pages. */
function follow() {
  planner.theme = localStorage.getItem("shell:style") ?? "auto";
  document.documentElement.style.colorScheme = planner.theme === "auto" ? "light dark" : planner.theme;
}
addEventListener("storage", follow);
addEventListener("cockpit-style", follow);
follow();
