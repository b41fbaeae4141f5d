import type { FieldExtensionComponent } from "@backstage/plugin-scaffolder-react";

/** The form field, to be put into `ScaffolderFieldExtensions`. */
export declare const DynabootPlannerFieldExtension: FieldExtensionComponent<object, object>;
