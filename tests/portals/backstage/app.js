// The portal's app, as its own documentation makes one, with our module.

import "@backstage/ui/css/styles.css";
import { createApp } from "@backstage/frontend-defaults";
import catalog from "@backstage/plugin-catalog/alpha";
import scaffolder from "@backstage/plugin-scaffolder/alpha";
import dynaboot from "backstage-plugin-scaffolder-dynaboot";
import { createRoot } from "react-dom/client";

const app = createApp({ features: [catalog, scaffolder, dynaboot] });
createRoot(document.getElementById("root")).render(app.createRoot());
