// The portal's app, as its own documentation makes one: its plugins, and our module, are found among its dependencies.

import "@backstage/ui/css/styles.css";
import { createApp } from "@backstage/frontend-defaults";
import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")).render(createApp().createRoot());
