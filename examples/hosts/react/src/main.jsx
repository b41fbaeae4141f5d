import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { Order } from "./Order.jsx";
import "./host.css";

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <Order />
  </StrictMode>,
);
