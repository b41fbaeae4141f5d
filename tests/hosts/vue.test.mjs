// Vue with Vite: the tag in a template, state in both directions, `assess()` by a ref.

import { test } from "node:test";

import { skip } from "./host.mjs";
import { drive } from "./spa.mjs";

test("Vue with Vite", { skip }, () => drive("vue"));
