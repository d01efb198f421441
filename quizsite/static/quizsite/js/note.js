// The note on an item says whether it is saved, and is sent again until it is.
(() => {
  "use strict";
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 15000;
  let wait = FIRST_WAIT;
  let timer = null;

  const block = document.querySelector("[data-block]");
  const BOX = `note-${block.dataset.block}-`;
  const box = () => BOX + document.getElementById("question-form")?.dataset.position;
  const field = () => document.getElementById("note");

  function say(state, text) {
    const said = document.querySelector("[data-note-said]");
    if (!said) return;
    said.dataset.state = state;
    said.textContent = text;
  }

  const again = () => {
    clearTimeout(timer);
    if (field()?.dataset.unsaved) htmx.trigger(field(), "change");
  };

  function forgetAll() {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(BOX)) sessionStorage.removeItem(key);
  }

  document.addEventListener("input", (event) => {
    if (event.target !== field()) return;
    field().dataset.unsaved = "1";
    sessionStorage.setItem(box(), field().value);
    say("saving", "Saving…");
    document.getElementById("notes").classList.toggle("button--used", Boolean(field().value));
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful, requestConfig, xhr } = event.detail;
    const note = field();
    if (xhr?.status === 409) return forgetAll();
    const position = /\/(\d+)\/$/.exec(requestConfig?.path)?.[1];
    const sent = requestConfig?.parameters.note;
    if (requestConfig?.verb !== "post" || !position || sent === undefined) return;
    if (successful) {
      wait = FIRST_WAIT;
      if (sessionStorage.getItem(BOX + position) === sent) sessionStorage.removeItem(BOX + position);
      if (!note?.dataset.unsaved || note.value !== sent || BOX + position !== box()) return;
      say("saved", "Saved.");
      delete note.dataset.unsaved;
    } else if (elt === note) {
      say("retrying", navigator.onLine ? "Not saved yet, retrying…" : "Offline: kept here until it can be saved.");
      clearTimeout(timer);
      timer = setTimeout(again, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  });

  addEventListener("online", again);

  // What is not saved yet survives a reload, and is gone from this browser once the block is over.
  function restore() {
    const kept = field() && sessionStorage.getItem(box());
    if (!field() || kept === null || kept === field().value) return;
    field().value = kept;
    field().dataset.unsaved = "1";
    again();
  }

  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === block.dataset.end) forgetAll();
  });

  // htmx listens to the field once the document is ready, and it asked to be told of that first.
  document.addEventListener("DOMContentLoaded", restore);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "question") restore();
  });
})();
