// The same form field for apps of the older frontend system.

import { scaffolderPlugin } from "@backstage/plugin-scaffolder";
import { createScaffolderFieldExtension } from "@backstage/plugin-scaffolder-react";

import { NAME, schema } from "./options.js";
import { Planner } from "./planner.js";
import { validate } from "./verdicts.js";

export const DynabootPlannerFieldExtension = scaffolderPlugin.provide(
  createScaffolderFieldExtension({ name: NAME, component: Planner, validation: validate, schema: schema.schema }),
);
