// Defines `<dynaboot-planner>`. Who wants another name, or a closed shadow root, imports `dynaboot/element/define`.

import { define } from "./element/define.js";

define();
