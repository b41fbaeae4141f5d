// Adds the action `dynaboot:check` to the scaffolder's backend.

import { coreServices, createBackendModule } from "@backstage/backend-plugin-api";
import { scaffolderActionsExtensionPoint } from "@backstage/plugin-scaffolder-node";

import { createCheckAction } from "./action.js";
import { readPolicy } from "./policy.js";

export { createCheckAction };

export default createBackendModule({
  pluginId: "scaffolder",
  moduleId: "dynaboot",
  register({ registerInit }) {
    registerInit({
      deps: { actions: scaffolderActionsExtensionPoint, config: coreServices.rootConfig },
      async init({ actions, config }) {
        actions.addActions(await createCheckAction({ policy: await readPolicy(config) }));
      },
    });
  },
});
