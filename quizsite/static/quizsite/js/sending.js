// The question's form is sent as it stands when a button is pressed. Left to itself, htmx reads it when its turn in the
// queue comes: after several keys in one breath every request would then be about the last of them.
(() => {
  "use strict";
  const queue = document.getElementById("question"); // carries hx-sync: one request after the other

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "question-form") return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form, event.submitter));
    const sent = htmx.ajax("POST", form.getAttribute("action"), { source: queue, target: queue, values });
    sent.catch(() => {}); // htmx tells of a failure by an event too, and net.js acts on that
  });

  // What became of it, for those who do not see it; after net.js, which only knows that something is saved.
  const TOLD = {
    mark: (value) => (value === "1" ? "Marked for review" : "Mark removed"),
    strike: (value) => `${value} struck out`,
    unstrike: (value) => `${value} no longer struck out`,
    confidence: (value) => (value ? `Confidence: ${value}` : "Confidence removed"),
    highlight: (value) => (value.endsWith("-none") ? "Highlight removed" : "Highlighted"),
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful, requestConfig } = event.detail;
    if (elt !== queue || !successful) return;
    const name = Object.keys(TOLD).find((each) => requestConfig.parameters[each] !== undefined);
    if (name) document.getElementById("save-state").textContent = TOLD[name](requestConfig.parameters[name]);
  });
})();
