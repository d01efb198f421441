// No answer is lost: each selection gets a key and a number, is kept here until the server has it, and is sent
// again after a failure. What is kept belongs to one block and is wiped when the block closes.
(() => {
  "use strict";
  const block = document.querySelector("[data-block]");
  if (!block) return;
  const BOX = `unsent-${block.dataset.block}`;
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 15000;
  let wait = FIRST_WAIT;
  let timer = null;

  const read = () => JSON.parse(sessionStorage.getItem(BOX) || "{}");
  const write = (box) => sessionStorage.setItem(BOX, JSON.stringify(box));
  const form = () => document.querySelector("form[data-position]");
  const chosen = () => document.querySelector("form[data-position] input[name=choice]:checked");

  function say(state, text) {
    const status = document.getElementById("save-state");
    status.dataset.state = state;
    status.textContent = text;
  }

  // Number the selection under way; the same selection keeps its key until another one replaces it.
  function numbered(position, choice) {
    const box = read();
    const kept = box[position];
    if (kept && kept.choice === choice) return kept;
    const own = form();
    const sequence = Math.max(Number(own.dataset.sequence), kept ? Number(kept.sequence) : 0) + 1;
    own.dataset.sequence = String(sequence);
    const entry = { choice, client_key: crypto.randomUUID(), sequence: String(sequence), action: "save" };
    write({ ...box, [position]: entry });
    return entry;
  }

  function settle(position, key) {
    const box = read();
    if (box[position] && box[position].client_key === key) {
      delete box[position];
      write(box);
    }
  }

  // What the finish at zero takes along.
  window.quiz = {
    selection() {
      const input = chosen();
      if (!input) return {};
      const position = form().dataset.position;
      const { choice, client_key, sequence } = numbered(position, input.value);
      return { position, choice, client_key, sequence };
    },
  };

  document.body.addEventListener("htmx:configRequest", (event) => {
    const own = form();
    const { parameters, verb } = event.detail;
    if (!own || verb !== "post" || !parameters.get?.("choice") && !parameters.choice) return;
    const choice = parameters.get ? parameters.get("choice") : parameters.choice;
    const entry = numbered(own.dataset.position, choice);
    parameters.client_key = entry.client_key;
    parameters.sequence = entry.sequence;
    event.detail.headers["X-Answer"] = `${own.dataset.position} ${entry.client_key}`;
    if (event.detail.elt.tagName === "FIELDSET") say("saving", "Saving…");
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const sent = event.detail.requestConfig?.headers?.["X-Answer"];
    const status = event.detail.xhr?.status || 0;
    if (status === 409) return closed();
    if (event.detail.successful) {
      if (sent) settle(...sent.split(" "));
      wait = FIRST_WAIT;
      say("saved", "Saved");
      return;
    }
    trouble();
  });

  function closed() {
    sessionStorage.removeItem(BOX);
    location.assign(block.dataset.review);
  }

  function trouble() {
    say(navigator.onLine ? "retrying" : "offline", navigator.onLine ? "Not saved yet, retrying…" : "Offline: your answer is kept and will be sent.");
    clearTimeout(timer);
    timer = setTimeout(resend, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  async function resend() {
    for (const [position, entry] of Object.entries(read())) {
      const body = new URLSearchParams(entry);
      body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      const url = new URL(block.dataset.end.replace(/end\/$/, `${position}/`), location.origin);
      let answer;
      try {
        answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } });
      } catch {
        return trouble();
      }
      if (answer.status === 409) return closed();
      if (!answer.ok) return trouble();
      settle(position, entry.client_key);
    }
    wait = FIRST_WAIT;
    say("saved", "Saved");
  }

  addEventListener("online", resend);
  // A selection kept from before a reload or a crash: show it and send it.
  const own = form();
  if (own) {
    const kept = read()[own.dataset.position];
    const input = kept && document.getElementById(`option-${kept.choice}`);
    if (input) input.checked = true;
  }
  if (Object.keys(read()).length) resend();
})();
