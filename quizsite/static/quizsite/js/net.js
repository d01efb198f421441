// No answer is lost: each selection gets a key and a number, is kept here until the server says what became of it,
// and is sent again after a failure. What is kept belongs to one block and is wiped when the block closes.
(() => {
  "use strict";
  const block = document.querySelector("[data-block]");
  if (!block) return;
  const BOX = `unsent-${block.dataset.block}`;
  const ANSWER_HEADER = "X-Answer";
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 15000;
  let wait = FIRST_WAIT;
  let timer = null;

  const read = () => JSON.parse(sessionStorage.getItem(BOX) || "{}");
  const write = (box) => sessionStorage.setItem(BOX, JSON.stringify(box));
  const form = () => document.getElementById("question-form");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  // Not randomUUID: that one is missing where the site is served without TLS.
  const key = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");

  function say(state, text) {
    const status = document.getElementById("save-state");
    status.dataset.state = state;
    status.textContent = text;
  }

  function keep(own, entry) {
    own.elements.client_key.value = entry.client_key;
    own.elements.sequence.value = entry.sequence;
    write({ ...read(), [own.dataset.position]: entry });
  }

  // The server has decided about a selection, unless a newer one has been made on the same item meanwhile.
  function settle(position, clientKey) {
    const box = read();
    if (box[position]?.client_key !== clientKey) return;
    delete box[position];
    write(box);
  }

  document.addEventListener("change", (event) => {
    const own = form();
    if (event.target.name !== "choice" || event.target.form !== own) return;
    // The form was drawn with the next free number; a further change of mind takes the one after it.
    const used = own.elements.client_key.value ? 1 : 0;
    const sequence = String(Number(own.elements.sequence.value) + used);
    keep(own, { choice: event.target.value, client_key: key(), sequence });
    say("saving", "Saving…");
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // "The block has ended" is worth showing, though it is an error to htmx.
    if (event.detail.xhr.status === 409) event.detail.shouldSwap = true;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    const position = /\/(\d+)\/$/.exec(requestConfig?.path)?.[1];
    if (!xhr || !position) return;
    if (xhr.status === 409) return sessionStorage.removeItem(BOX);
    const fate = xhr.getResponseHeader(ANSWER_HEADER);
    if (fate) {
      settle(position, requestConfig.parameters.client_key);
      wait = FIRST_WAIT;
      if (!read()[position]) say("saved", fate === "stored" ? "Saved" : "");
    } else if (!event.detail.successful) {
      trouble(xhr.status);
    }
  });

  function trouble(status) {
    // Signing in elsewhere changes the token of this page. Drawn anew it has the right one, and sends what is kept.
    const drawnAnew = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (status === 403 && !drawnAnew) return location.reload();
    const online = navigator.onLine;
    say(online ? "retrying" : "offline", online ? "Not saved yet, retrying…" : "Offline: your answer is kept and will be sent.");
    clearTimeout(timer);
    timer = setTimeout(resend, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  async function resend() {
    clearTimeout(timer);
    for (const [position, entry] of Object.entries(read())) {
      const fate = await send(position, entry);
      if (fate === "refused") return leave(block.dataset.review);
      if (!fate) return trouble();
      settle(position, entry.client_key);
      // The page shows a choice that the server does not have: draw it anew.
      if (fate === "overtaken" && position === form()?.dataset.position) return location.reload();
    }
    wait = FIRST_WAIT;
    say("saved", "Saved");
  }

  // Send one kept selection; what became of it, or "" when nobody knows.
  async function send(position, entry) {
    const url = block.dataset.end.replace(/end\/$/, `${position}/`);
    const body = new URLSearchParams({ ...entry, action: "save", csrfmiddlewaretoken: token() });
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.status === 403) trouble(403);
      const elsewhere = answer.headers.get("HX-Redirect"); // the session has expired
      if (elsewhere) location.assign(elsewhere);
      return answer.headers.get(ANSWER_HEADER) || "";
    } catch {
      return "";
    }
  }

  function leave(url) {
    sessionStorage.removeItem(BOX);
    location.assign(url);
  }

  // Nothing stays behind on a shared computer once a block is ended by hand.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === block.dataset.end) sessionStorage.removeItem(BOX);
  });

  addEventListener("online", resend);

  // A selection kept from before a reload or a crash: show it and send it.
  const own = form();
  const kept = own && read()[own.dataset.position];
  if (kept) {
    document.getElementById(`option-${kept.choice}`).checked = true;
    keep(own, kept);
  }
  if (Object.keys(read()).length) resend();
})();
