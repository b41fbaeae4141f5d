// Adds the form field `DynabootPlanner` to the scaffolder, for apps of the new frontend system.

import { createFrontendModule } from "@backstage/frontend-plugin-api";
import { FormFieldBlueprint } from "@backstage/plugin-scaffolder-react/alpha";

export const dynabootPlannerField = FormFieldBlueprint.make({
  name: "dynaboot-planner",
  params: { field: () => import("./field.js").then(({ field }) => field) },
});

export default createFrontendModule({ pluginId: "scaffolder", extensions: [dynabootPlannerField] });
