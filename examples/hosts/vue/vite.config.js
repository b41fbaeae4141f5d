import vue from "@vitejs/plugin-vue";

// Without this Vue looks for a component of its own, and warns that it has none.
const isCustomElement = (tag) => tag === "dynaboot-planner";

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
