// One key for each act; the page's list of keys says which. C is an answer, so the calculator has K.
// Off while typing, in a panel and while a dialog is open; the settings switch them off for good.
(() => {
  "use strict";
  const LETTERS = "ABCDE";
  const CONFIDENCE = { 7: "sure", 8: "unsure", 9: "guess" };
  const click = (selector) => document.querySelector(selector)?.click();

  const ACTS = {
    ArrowRight: () => click(".question__foot [value=next]"),
    ArrowLeft: () => click(".question__foot [value=previous]"),
    n: () => click(".question__foot [value=next]"),
    p: () => click(".question__foot [value=previous]"),
    r: () => click(".question__foot [value=reveal]"),
    m: () => click("#mark"),
    s: strike,
    h: () => click("#highlight"),
    w: () => click("#notes"),
    l: () => click("#lab-values"),
    k: () => click("#calculate"),
    t: () => click("#clock-toggle"),
    ",": () => click("#settings"),
    "?": () => click("#keys"),
  };

  function choose(letter) {
    const input = document.getElementById(`option-${letter}`);
    input.focus();
    if (!input.checked) input.click();
  }

  function strike() {
    const option = document.activeElement.closest(".option") || document.querySelector(".option:has(input:checked)");
    option?.querySelector(".option__strike")?.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.dataset.shortcuts === "off") return;
    if (document.querySelector("dialog[open]") || !document.getElementById("question-form")) return;
    if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.target.closest(".panel")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const letter = key.length === 1 && (LETTERS["abcde".indexOf(key)] || LETTERS["12345".indexOf(key)]);
    if (letter) choose(letter);
    else if (Object.hasOwn(CONFIDENCE, key)) click(`#confidence-${CONFIDENCE[key]}`);
    else if (Object.hasOwn(ACTS, key)) ACTS[key]();
    else return;
    event.preventDefault();
  });
})();
