// What is in sight after a swap: the dialog before the end opens and closes, the navigator shows where one is.
(() => {
  "use strict";
  const dialog = document.getElementById("end-dialog");

  // On a phone the navigator is a strip; its own scrolling must not move the page.
  function centre() {
    const here = document.querySelector(".navigator [aria-current]");
    const strip = here?.parentElement;
    if (strip) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target === dialog && !dialog.open) dialog.showModal();
    if (target?.id !== "question") return;
    if (dialog.open) dialog.close();
    centre();
  });

  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });

  centre();
})();
