import { useRef, useState } from "react";
import { DynabootPlanner } from "dynaboot/react";

/** What somebody who orders often begins with. */
const USUAL = {
  cloud: "aws",
  system: "centos-7",
  image: { source: "public" },
  agent: { onImage: "absent", settings: { brokerHost: "broker.example.com" } },
  bundleStore: { url: "http://store.example.com/5.2.2/bundle" },
  packageStore: { url: "http://repo.example.com" },
};

/** The choices live here, as all of a form's state does: the planner shows them, and says when somebody changes them. */
export function Order() {
  const planner = useRef(null);
  const [choices, setChoices] = useState({ cloud: "aws" });
  const [verdict, setVerdict] = useState("incomplete");
  const [payload, setPayload] = useState(null);

  function changed(detail) {
    setChoices(detail.choices);
    setVerdict(detail.verdict);
    setPayload(null);
  }

  async function order() {
    const answer = await planner.current.assess();
    setPayload(answer.payload);
  }

  return (
    <main>
      <h1>Order a VM</h1>
      <p>
        <button onClick={() => setChoices(USUAL)}>The usual</button>{" "}
        <button onClick={() => setChoices({ ...choices, system: "rhel-9" })}>With RHEL 9</button>{" "}
        <button onClick={order} disabled={!verdict.startsWith("ready")}>
          Order
        </button>
      </p>
      <p>
        The plan is <output id="says">{verdict}</output>.
      </p>
      <DynabootPlanner ref={planner} choices={choices} fixedFields={["cloud"]} onChange={changed} />
      <h2>State</h2>
      <pre id="state">{JSON.stringify(choices, null, 2)}</pre>
      {payload && (
        <section aria-labelledby="ordered">
          <h2 id="ordered">Ordered</h2>
          <p>
            {payload.bytes} bytes for the field <code>{payload.field}</code>
          </p>
        </section>
      )}
    </main>
  );
}
