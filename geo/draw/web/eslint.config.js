import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: { ...globals.browser, L: "readonly" },
    },
    rules: {
      "consistent-return": "error",
      "eqeqeq": "error",
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 40],
      "max-params": ["error", 6],
      "complexity": ["error", 16],
      "no-restricted-globals": ["error", "eval", "fetch"],
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "text is only ever text: build elements with el()" },
        { property: "outerHTML", message: "text is only ever text" },
        { property: "insertAdjacentHTML", message: "text is only ever text" },
        { object: "document", property: "write", message: "text is only ever text" }],
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["tests/**"], languageOptions: { globals: globals.node } },
  { ignores: ["**/*.d.ts"] },
];
