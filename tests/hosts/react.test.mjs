// React 19 with Vite: the wrapper, state in both directions, `assess()` by a ref.

import { test } from "node:test";

import { skip } from "./host.mjs";
import { drive } from "./spa.mjs";

test("React with Vite", { skip }, () => drive("react"));
