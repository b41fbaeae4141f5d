// The form field of the new frontend system.

import { createFormField } from "@backstage/plugin-scaffolder-react/alpha";

import { NAME, schema } from "./options.js";
import { Planner } from "./planner.js";
import { validate } from "./verdicts.js";

export const field = createFormField({ name: NAME, component: Planner, validation: validate, schema });
