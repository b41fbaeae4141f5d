// The portal's backend, as its own documentation makes one. Our module is found by what its package says of itself.

import { createBackend, discoveryFeatureLoader } from "@backstage/backend-defaults";

const backend = createBackend();
backend.add(import("@backstage/plugin-app-backend"));
backend.add(import("@backstage/plugin-auth-backend"));
backend.add(import("@backstage/plugin-auth-backend-module-guest-provider"));
backend.add(import("@backstage/plugin-catalog-backend"));
backend.add(import("@backstage/plugin-catalog-backend-module-scaffolder-entity-model"));
backend.add(import("@backstage/plugin-scaffolder-backend"));
backend.add(discoveryFeatureLoader);
await backend.start();
