// The portal's backend, as its own documentation makes one, with our module.

import { createBackend } from "@backstage/backend-defaults";

const backend = createBackend();
backend.add(import("@backstage/plugin-app-backend"));
backend.add(import("@backstage/plugin-auth-backend"));
backend.add(import("@backstage/plugin-auth-backend-module-guest-provider"));
backend.add(import("@backstage/plugin-catalog-backend"));
backend.add(import("@backstage/plugin-catalog-backend-module-scaffolder-entity-model"));
backend.add(import("@backstage/plugin-scaffolder-backend"));
backend.add(import("backstage-plugin-scaffolder-backend-module-dynaboot"));
await backend.start();
