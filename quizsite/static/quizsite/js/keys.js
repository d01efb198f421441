// One key for each act: A-E or 1-5 answer, arrows or P and N move, M marks, S strikes out, T hides the time.
// Off while typing and while the dialog is open; can be switched off for good.
(() => {
  "use strict";
  const LETTERS = "ABCDE";
  const OFF = "keys-off";
  const panel = document.querySelector(".keys");
  const switched = document.getElementById("keys-on");
  const click = (selector) => document.querySelector(selector)?.click();

  const ACTS = {
    ArrowRight: () => click(".question__foot [value=next]"),
    ArrowLeft: () => click(".question__foot [value=previous]"),
    n: () => click(".question__foot [value=next]"),
    p: () => click(".question__foot [value=previous]"),
    m: () => click("#mark"),
    s: strike,
    t: () => click("#clock-toggle"),
  };

  function choose(letter) {
    const input = document.getElementById(`option-${letter}`);
    input.focus();
    if (!input.checked) input.click();
  }

  function strike() {
    const option = document.activeElement.closest(".option") || document.querySelector(".option:has(input:checked)");
    option?.querySelector(".option__strike").click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !switched.checked) return;
    if (document.querySelector("dialog[open]") || !document.getElementById("question-form")) return;
    if (event.target.matches("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const letter = key.length === 1 && (LETTERS["abcde".indexOf(key)] || LETTERS["12345".indexOf(key)]);
    if (letter) choose(letter);
    else if (Object.hasOwn(ACTS, key)) ACTS[key]();
    else return;
    event.preventDefault();
  });

  panel.hidden = false;
  switched.checked = !localStorage.getItem(OFF);
  switched.addEventListener("change", () => {
    if (switched.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
})();
