// The question's form is sent as it stands when a button is pressed or an option is chosen. Left to itself, htmx reads
// it when its turn in the queue comes: after several keys in one breath every request would then be about the last of
// them. And it binds a new question only a moment after showing it: a choice made in that moment would not be sent.
(() => {
  "use strict";
  const queue = document.getElementById("question"); // carries hx-sync: one request after the other

  const STILL = 120; // milliseconds: arrow keys walk over options that are not meant
  let choosing = null;

  function send(form, into, submitter) {
    clearTimeout(choosing); // whatever is sent carries the choice
    const values = Object.fromEntries(new FormData(form, submitter));
    const sent = htmx.ajax("POST", form.getAttribute("action"), { source: queue, values, ...into });
    sent.catch(() => {}); // htmx tells of a failure by an event too, and net.js acts on that
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "question-form") return;
    event.preventDefault();
    send(form, { target: queue }, event.submitter);
  });

  // After net.js, which has given the choice its key and number.
  document.addEventListener("change", ({ target }) => {
    const form = target.form;
    if (target.name !== "choice" || form?.id !== "question-form") return;
    clearTimeout(choosing);
    const into = { target: `#place-${form.dataset.position}`, swap: "outerHTML" };
    choosing = setTimeout(() => send(form, into), STILL);
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
