// What Stylelint looks for in CSS: mistakes, and names by our own pattern. Layout is Prettier's.

export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // Colours stand below each other, with six digits each.
    "color-hex-length": "long",
    // Empty lines part the groups of tokens.
    "custom-property-empty-line-before": null,
    // A file goes through a region from the outside in; a state often comes before what it changes least.
    "no-descending-specificity": null,
    // Classes are named after components and their parts; `is-…` is a state.
    "selector-class-pattern": "^([A-Z][A-Za-z]*(-[a-z]+)*|is-[a-z-]+)$",
    // Fonts are names.
    "value-keyword-case": ["lower", { ignoreProperties: ["--sans", "--mono"] }],
  },
};
