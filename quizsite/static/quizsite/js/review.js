// Two keys in a review: J goes to the next question, K to the one before. Off while typing.
(() => {
  "use strict";
  const questions = [...document.querySelectorAll(".reviewed")];
  document.querySelectorAll("[data-keys]").forEach((told) => (told.hidden = false));

  function here() {
    const top = questions.findLastIndex((question) => question.getBoundingClientRect().top <= 120);
    const focused = questions.findIndex((question) => question.contains(document.activeElement));
    return focused >= 0 ? focused : top;
  }

  function show(question) {
    question.scrollIntoView();
    question.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key !== "j" && key !== "k") return;
    const link = document.querySelector(`a[data-key="${key}"]`);
    const question = questions[here() + (key === "j" ? 1 : -1)];
    if (link) link.click();
    else if (question) show(question);
    else return;
    event.preventDefault();
  });
})();
