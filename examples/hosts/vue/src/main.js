import "dynaboot/element";
import { createApp } from "vue";

import Order from "./Order.vue";
import "./host.css";

createApp(Order).mount("#root");
