// What a portal in TypeScript writes.

import { createBackend } from "@backstage/backend-defaults";
import { createApp } from "@backstage/frontend-defaults";
import type { TemplateAction } from "@backstage/plugin-scaffolder-node";
import check, { createCheckAction, type CheckOutput } from "backstage-plugin-scaffolder-backend-module-dynaboot";
import planner, { dynabootPlannerField } from "backstage-plugin-scaffolder-dynaboot";
import { DynabootPlannerFieldExtension } from "backstage-plugin-scaffolder-dynaboot/legacy";

const backend = createBackend();
backend.add(check);
backend.add(import("backstage-plugin-scaffolder-backend-module-dynaboot"));
createApp({ features: [planner] });
const action: TemplateAction<any, any, any> = await createCheckAction({ policy: { name: "acme", version: "1" } });
const content = (output: CheckOutput): string | undefined => output.payload?.content;
// @ts-expect-error A step that fails gives no verdict.
const blocked = (output: CheckOutput) => output.verdict === "blocked";

export { action, blocked, content, dynabootPlannerField, DynabootPlannerFieldExtension };
