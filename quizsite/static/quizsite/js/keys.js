// One key for each act: A-E or 1-5 answer, arrows or P and N move, M marks, S strikes the focused option.
(() => {
  "use strict";
  const LETTERS = "ABCDE";
  const click = (selector) => document.querySelector(selector)?.click();

  function act(key) {
    const letter = LETTERS.includes(key.toUpperCase()) ? key.toUpperCase() : LETTERS["12345".indexOf(key)];
    if (key.length === 1 && letter) {
      const input = document.getElementById(`option-${letter}`);
      input.focus();
      if (!input.checked) input.click();
      return true;
    }
    if (key === "ArrowRight" || key.toLowerCase() === "n") click(".question__foot [value=next]");
    else if (key === "ArrowLeft" || key.toLowerCase() === "p") click(".question__foot [value=previous]");
    else if (key.toLowerCase() === "m") click("#mark");
    else if (key.toLowerCase() === "s") strike();
    else return false;
    return true;
  }

  function strike() {
    const option = document.activeElement.closest(".option") || document.querySelector(".option:has(input:checked)");
    option?.querySelector("[name=strike]").click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.matches("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    if (act(event.key)) event.preventDefault();
  });
})();
