import type { ExtensionDefinition, FrontendModule } from "@backstage/frontend-plugin-api";

/** The form field, for a module of your own. */
export declare const dynabootPlannerField: ExtensionDefinition;

/** The module that adds the form field `DynabootPlanner` to the scaffolder. */
declare const module: FrontendModule;
export default module;
