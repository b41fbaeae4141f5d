// The planner takes part in its form as an input does: it has a value, it can be invalid, and it is reset.

const form = document.querySelector("#order");
const ordered = document.querySelector("#ordered");

// It comes only when the plan is ready: before, the browser refuses to submit.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ordered.value = JSON.stringify(Object.fromEntries(new FormData(form)));
});

form.addEventListener("reset", () => {
  ordered.value = "";
});
